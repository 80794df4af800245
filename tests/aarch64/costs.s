// costs.s: at least one instruction of each cost class, whose figures test_models_aarch64.c compares with LLVM's.
.arch armv8.6-a+sve+sve2+bf16+i8mm+fp16+fp16fml+sha3+sm4+crypto+pauth+lse
nop
mov x0, x1
add x0, x1, #16
add x0, x1, x2, lsl #3
add x0, x1, x2, lsr #3
and x0, x1, x2, lsl #3
adds x0, x1, x2
adds x0, x1, x2, lsl #3
adds x0, x1, x2, lsr #3
ands x0, x1, x2
ands x0, x1, x2, lsl #3
csel x0, x1, x2, lt
ccmp x0, x1, #4, ne
adr x0, .+16
ubfx x0, x1, #3, #5
bfi x0, x1, #3, #5
extr x0, x1, x2, #4
ror x0, x1, #4
lsl x0, x1, x2
clz x0, x1
madd w0, w1, w2, w3
madd x0, x1, x2, x3
umulh x0, x1, x2
smaddl x0, w1, w2, x3
udiv w0, w1, w2
udiv x0, x1, x2
crc32b w0, w1, w2
b.eq .+16
bl .+16
br x1
paciasp
dmb ish
mrs x0, fpcr
ldr x0, [x1, #8]
ldp x0, x1, [x2, #16]
ldrh w0, [x1, x2, lsl #1]
str x0, [x1, #8]
stp x0, x1, [x2, #16]
strh w0, [x1, x2, lsl #1]
ldr q0, [x1, #16]
ldp q0, q1, [x2, #32]
ldr q0, [x1, x2, lsl #4]
ld1 {v0.s}[2], [x0]
ld1 {v0.16b, v1.16b}, [x0]
ld2 {v0.4s, v1.4s}, [x0]
str q0, [x1, #16]
stp q0, q1, [x2, #32]
str q0, [x1, x2, lsl #4]
st1 {v0.s}[2], [x0]
st1 {v0.16b, v1.16b}, [x0]
st2 {v0.4s, v1.4s}, [x0]
prfm pldl1keep, [x0, #64]
ldadd x0, x1, [x2]
fadd d0, d1, d2
fmul d0, d1, d2
fmadd d0, d1, d2, d3
fdiv h0, h1, h2
fdiv s0, s1, s2
fdiv d0, d1, d2
fsqrt h0, h1
fsqrt s0, s1
fsqrt d0, d1
fcmp d0, d1
fccmp d0, d1, #0, ne
fcsel d0, d1, d2, eq
fmax d0, d1, d2
fabs d0, d1
fmov d0, d1
fmov d0, #1.0
frinta d0, d1
fcvt d0, s1
scvtf d0, x1
fcvtzs x0, d1
fmov d0, x1
fmov x0, d1
umov w0, v1.b[3]
dup v0.4s, w1
ins v0.s[1], w1
mov v0.16b, v1.16b
movi v0.16b, #5
and v0.16b, v1.16b, v2.16b
add v0.4s, v1.4s, v2.4s
uaddl v0.8h, v1.8b, v2.8b
sqadd v0.4s, v1.4s, v2.4s
uabd v0.16b, v1.16b, v2.16b
uaba v0.16b, v1.16b, v2.16b
uabal v0.8h, v1.8b, v2.8b
uadalp v0.4s, v1.8h
smax v0.4s, v1.4s, v2.4s
cmeq v0.4s, v1.4s, v2.4s
mul v0.2s, v1.2s, v2.2s
mul v0.4s, v1.4s, v2.4s
mla v0.2s, v1.2s, v2.2s
mla v0.4s, v1.4s, v2.4s
smull v0.4s, v1.4h, v2.4h
smlal v0.4s, v1.4h, v2.4h
sqdmlal v0.4s, v1.4h, v2.4h
udot v0.4s, v1.16b, v2.16b
smmla v0.4s, v1.16b, v2.16b
pmul v0.16b, v1.16b, v2.16b
pmull v0.8h, v1.8b, v2.8b
shl v0.4s, v1.4s, #3
urshr v0.4s, v1.4s, #3
sri v0.4s, v1.4s, #3
usra v0.4s, v1.4s, #3
ushl v0.2s, v1.2s, v2.2s
ushl v0.4s, v1.4s, v2.4s
uqshl v0.4s, v1.4s, v2.4s
addv s0, v1.4s
addv b0, v1.8b
addv b0, v1.16b
bsl v0.16b, v1.16b, v2.16b
cnt v0.16b, v1.16b
zip1 v0.4s, v1.4s, v2.4s
dup v0.4s, v1.s[2]
ins v0.s[1], v2.s[3]
xtn v0.8b, v1.8h
sqxtn v0.8b, v1.8h
tbl v0.16b, {v1.16b}, v2.16b
tbl v0.16b, {v1.16b, v2.16b}, v3.16b
tbl v0.16b, {v1.16b, v2.16b, v3.16b}, v4.16b
tbl v0.16b, {v1.16b, v2.16b, v3.16b, v4.16b}, v5.16b
tbx v0.16b, {v1.16b}, v2.16b
tbx v0.16b, {v1.16b, v2.16b}, v3.16b
tbx v0.16b, {v1.16b, v2.16b, v3.16b}, v4.16b
tbx v0.16b, {v1.16b, v2.16b, v3.16b, v4.16b}, v5.16b
fabs v0.4s, v1.4s
fadd v0.4s, v1.4s, v2.4s
faddp v0.4s, v1.4s, v2.4s
fmul v0.4s, v1.4s, v2.4s
fmla v0.4s, v1.4s, v2.4s
fmlal v0.4s, v1.4h, v2.4h
fcadd v0.4s, v1.4s, v2.4s, #90
fcmla v0.4s, v1.4s, v2.4s, #90
fcmgt v0.4s, v1.4s, v2.4s
fmax v0.4s, v1.4s, v2.4s
fmaxnmv s0, v1.4s
frinta v0.4s, v1.4s
fcvtzs v0.4s, v1.4s
fcvtl v0.2d, v1.2s
fdiv v0.4h, v1.4h, v2.4h
fdiv v0.8h, v1.8h, v2.8h
fdiv v0.2s, v1.2s, v2.2s
fdiv v0.4s, v1.4s, v2.4s
fdiv v0.2d, v1.2d, v2.2d
fsqrt v0.4h, v1.4h
fsqrt v0.8h, v1.8h
fsqrt v0.2s, v1.2s
fsqrt v0.4s, v1.4s
fsqrt v0.2d, v1.2d
frecpe v0.4s, v1.4s
frecps v0.4s, v1.4s, v2.4s
bfdot v0.4s, v1.8h, v2.8h
bfmmla v0.4s, v1.8h, v2.8h
bfmlalb v0.4s, v1.8h, v2.8h
bfcvtn v0.4h, v1.4s
aese v0.16b, v1.16b
sha1su0 v0.4s, v1.4s, v2.4s
sha256h q0, q1, v2.4s
eor3 v0.16b, v1.16b, v2.16b, v3.16b
sm4e v0.4s, v1.4s
and p0.b, p1/z, p2.b, p3.b
ands p0.b, p1/z, p2.b, p3.b
brka p0.b, p1/z, p2.b
brkas p0.b, p1/z, p2.b
ptrue p0.s
ptrues p0.s
ptest p0, p1.b
whilelo p0.s, x0, x1
ctermeq x0, x1
cntp x0, p0, p1.s
zip1 p0.s, p1.s, p2.s
cntd x0
incd x0
sqincd x0
incp x0, p1.s
mul z0.d, p0/m, z0.d, z1.d
mla z0.d, p0/m, z1.d, z2.d
cmpgt p0.s, p1/z, z0.s, z1.s
index z0.s, #0, #1
index z0.s, w0, w1
uaddv d0, p0, z1.s
orv s0, p0, z1.s
faddv s0, p0, z1.s
fadda s0, p0, s0, z1.s
lastb s0, p0, z1.s
lastb w0, p0, z1.s
compact z0.s, p0, z1.s
mov z0.s, p0/m, w1
udiv z0.s, p0/m, z0.s, z1.s
udiv z0.d, p0/m, z0.d, z1.d
fexpa z0.s, z1.s
ld1w {z0.s}, p0/z, [x0, x1, lsl #2]
ld1rw {z0.s}, p0/z, [x0, #4]
ld2w {z0.s, z1.s}, p0/z, [x0]
ld1d {z0.d}, p0/z, [x0, z1.d, lsl #3]
st1w {z0.s}, p0, [x0, x1, lsl #2]
st2w {z0.s, z1.s}, p0, [x0]
st1d {z0.d}, p0, [x0, z1.d, lsl #3]
prfd pldl1keep, p0, [x0, #1, mul vl]
ldr p0, [x0]
str p0, [sp, #7, mul vl]
setffr

// more of the common classes
.irp op,sub,and,orr,eor,bic
\op w3, w4, w5
\op x3, x4, x5
.endr
.irp op,subs,adcs,sbcs
\op x3, x4, x5
.endr
.irp op,cset,csetm
\op x3, ne
.endr
cmp x3, x4
cmp w3, #5
tst w3, #0xff
cmp x3, w4, uxtb
add x3, x4, w5, uxtw
csinc x3, x4, x5, lt
mov w3, w4
mov x3, #5
movk x3, #5, lsl #16
adrp x3, .+4096
sxtw x3, w4
lsl x3, x4, #3
lsr w3, w4, w5
rbit x3, x4
rev w3, w4
mul w3, w4, w5
mul x3, x4, x5
smull x3, w4, w5
sdiv w3, w4, w5
crc32cx w3, w4, x5
ldr w3, [x4, #4]
ldrb w3, [x4, x5]
ldrsh x3, [x4, #2]
ldr x3, [x4, x5, lsl #3]
ldr d3, [x4, #8]
ldr q3, [x4, x5]
str w3, [x4, #4]
str d3, [x4, #8]
fsub s3, s4, s5
fmul s3, s4, s5
fnmul d3, d4, d5
fmsub s3, s4, s5, s6
fneg s3, s4
fmin s3, s4, s5
fcmp s3, #0.0
scvtf s3, w4
fcvtzu w3, s4
fmov s3, w4
fmov w3, s4
.irp op,sub,cmgt,smin,umaxp,addp,orr,bic,uzp1,trn2
\op v3.16b, v4.16b, v5.16b
\op v3.8b, v4.8b, v5.8b
.endr
.irp op,fsub,fmul,fmin,fmls,fcmeq
\op v3.2s, v4.2s, v5.2s
\op v3.2d, v4.2d, v5.2d
.endr
mls v3.8h, v4.8h, v5.8h
umlal2 v3.4s, v4.8h, v5.8h
sdot v3.4s, v4.16b, v5.4b[1]
ext v3.16b, v4.16b, v5.16b, #3
rev64 v3.16b, v4.16b
not v3.16b, v4.16b
sshr v3.4s, v4.4s, #3
ushll v3.8h, v4.8b, #3
shrn v3.8b, v4.8h, #3
sshl v3.4s, v4.4s, v5.4s
uaddlv s3, v4.4h
umaxv b3, v4.16b
fmla v3.4s, v4.4s, v5.s[1]
mul v3.8h, v4.8h, v5.h[2]
scvtf v3.2d, v4.2d
fcvtn v3.2s, v4.2d
