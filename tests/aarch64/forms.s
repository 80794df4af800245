// forms.s: the instructions whose registers test_regs_aarch64.c finds out by running them (perturb.c says which registers
// hold addresses). One word each; what the assembler of Debian 12 does not know is given as .inst.
.arch armv8.7-a+sve2+sve2-bitperm+crypto+sha3+sm4+i8mm+bf16+fp16+f64mm+memtag+lse+flagm+rng+pauth+rcpc+sve2-aes+sve2-sha3+sve2-sm4

// ---- integer: immediates
.irp r,w,x
.irp op,add,adds,sub,subs
\op \r\()3, \r\()4, #16
\op \r\()3, \r\()4, #1, lsl #12
.endr
cmp \r\()3, #4
cmn \r\()3, #4
.irp op,and,ands,orr,eor
\op \r\()3, \r\()4, #0xff00
.endr
tst \r\()3, #0xff00
mov \r\()3, #5
mov \r\()3, #-5
movk \r\()3, #5, lsl #16
.irp op,ubfx,sbfx,ubfiz,sbfiz,bfi,bfxil
\op \r\()3, \r\()4, #3, #5
.endr
bfc \r\()3, #3, #5
lsl \r\()3, \r\()4, #3
lsr \r\()3, \r\()4, #3
asr \r\()3, \r\()4, #3
ror \r\()3, \r\()4, #3
uxtb w3, w4
sxtb \r\()3, w4
sxth \r\()3, w4
extr \r\()3, \r\()4, \r\()5, #7

// ---- integer: registers
.irp op,add,adds,sub,subs,and,ands,orr,eor,bic,bics,orn,eon
\op \r\()3, \r\()4, \r\()5
\op \r\()3, \r\()4, \r\()5, lsl #3
\op \r\()3, \r\()4, \r\()5, asr #7
.endr
.irp op,add,adds,sub,subs
\op \r\()3, \r\()4, w5, uxtb #2
\op \r\()3, \r\()4, w5, sxth
\op \r\()3, \r\()4, w5, uxtw #3
.endr
cmp \r\()3, \r\()4
cmn \r\()3, \r\()4
cmp \r\()3, \r\()4, lsl #4
cmp \r\()3, w4, sxtb #1
tst \r\()3, \r\()4
tst \r\()3, \r\()4, lsr #4
neg \r\()3, \r\()4
negs \r\()3, \r\()4, lsl #2
mvn \r\()3, \r\()4
mov \r\()3, \r\()4
adc \r\()3, \r\()4, \r\()5
adcs \r\()3, \r\()4, \r\()5
sbc \r\()3, \r\()4, \r\()5
sbcs \r\()3, \r\()4, \r\()5
ngc \r\()3, \r\()4
.irp cc,eq,ne,hs,lo,mi,pl,vs,vc,hi,ls,ge,lt,gt,le
csel \r\()3, \r\()4, \r\()5, \cc
.endr
csinc \r\()3, \r\()4, \r\()5, lt
csinv \r\()3, \r\()4, \r\()5, eq
csneg \r\()3, \r\()4, \r\()5, hi
cset \r\()3, ne
csetm \r\()3, gt
cinc \r\()3, \r\()4, lo
cneg \r\()3, \r\()4, mi
ccmp \r\()3, \r\()4, #4, ne
ccmp \r\()3, #9, #4, ne
ccmn \r\()3, \r\()4, #2, lt
ccmn \r\()3, #9, #8, hs
.irp op,lsl,lsr,asr,ror,mul,mneg,udiv,sdiv
\op \r\()3, \r\()4, \r\()5
.endr
.irp op,clz,cls,rbit,rev,rev16
\op \r\()3, \r\()4
.endr
madd \r\()3, \r\()4, \r\()5, \r\()6
msub \r\()3, \r\()4, \r\()5, \r\()6
cbz \r\()3, .+8
cbnz \r\()3, .+8
tbz \r\()3, #7, .+8
tbnz \r\()3, #9, .+8
.endr
rev32 x3, x4
tbz x3, #40, .+8
.irp op,smaddl,umaddl,smsubl,umsubl
\op x3, w4, w5, x6
.endr
.irp op,smull,umull,smnegl,umnegl
\op x3, w4, w5
.endr
smulh x3, x4, x5
umulh x3, x4, x5
.irp op,crc32b,crc32h,crc32w,crc32cb,crc32ch,crc32cw
\op w3, w4, w5
.endr
crc32x w3, w4, x5
crc32cx w3, w4, x5
.irp cc,eq,ne,hs,lo,mi,pl,vs,vc,hi,ls,ge,lt,gt,le
b.\cc .+8
.endr
mov x3, xzr
mov w3, wzr
mov w3, #0x55555555
mov x3, #0x5555555555555555
mov x3, sp
mov sp, x19
add sp, sp, #16
sub sp, sp, x23, lsl #4
and sp, x19, #-16
adds xzr, x3, x4
adr x3, .+16
adrp x3, .+4096
nop
yield
bti c
dmb ish
isb
prfm pldl1keep, [x19, #64]
mrs x3, nzcv
msr nzcv, x3
cfinv
axflag
xaflag
rmif x3, #3, #6
setf8 w3
setf16 w3
paciasp
autiasp
paciza x3
pacia x3, x4
pacga x3, x4, x5
xpaci x3
xpaclri

// ---- loads and stores of general registers
.irp r,w,x
.irp op,ldr,str
\op \r\()3, [x19]
\op \r\()3, [x19, #40]
\op \r\()3, [x19, #-8]
\op \r\()3, [x19, #8]!
\op \r\()3, [x19], #-16
\op \r\()3, [x19, x23]
\op \r\()3, [x19, w23, uxtw]
\op \r\()3, [x19, w23, sxtw]
\op \r\()3, [sp, #8]
\op \r\()zr, [x19, #8]
.endr
.endr
.irp op,ldr,str
\op x3, [x19, x23, lsl #3]
\op w3, [x19, w23, uxtw #2]
\op\()b w3, [x19, #5]
\op\()b w3, [x19, x23]
\op\()h w3, [x19, x23, lsl #1]
\op\()h w3, [x19, #6]
\op\()b w3, [x19], #1
\op\()h w3, [x19, #-2]!
.endr
.irp op,ldrsb,ldrsh
\op w3, [x19, #2]
\op x3, [x19, #2]
\op x3, [x19, x23]
.endr
ldrsw x3, [x19, #4]
ldrsw x3, [x19, w23, sxtw #2]
ldr x3, .+4
ldrsw x3, .+4
ldtr x3, [x19, #8]
sttrb w3, [x19, #8]
.irp r,w,x
.irp op,ldp,stp
\op \r\()3, \r\()4, [x19, #16]
\op \r\()3, \r\()4, [x19], #16
\op \r\()3, \r\()4, [x19, #-16]!
\op \r\()zr, \r\()4, [x19]
.endr
.endr
.irp op,ldp,stp
\op x29, x30, [sp, #-32]!
.endr
stp xzr, xzr, [x19]
ldpsw x3, x4, [x19, #8]
ldnp x3, x4, [x19]
stnp w3, w4, [x19]

// ---- atomics
.irp op,ldadd,ldclr,ldeor,ldset,ldsmax,ldsmin,ldumax,ldumin,swp
\op x3, x4, [x19]
\op\()al w3, w4, [x19]
\op\()b w3, w4, [x19]
.endr
stadd x3, [x19]
stset w3, [x19]
cas x25, x3, [x19]
casal w25, w3, [x19]
casp x26, x27, x4, x5, [x19]
ldar x3, [x19]
ldarb w3, [x19]
ldapr x3, [x19]
ldapur x3, [x19, #8]
ldapursw x3, [x19, #8]
stlr x3, [x19]
stlur w3, [x19, #4]
ldxr x3, [x19]
ldaxrb w3, [x19]
ldxp x3, x4, [x19]
ldaxp w3, w4, [x19]
stxr w3, x4, [x19]
stlxp w3, x4, x5, [x19]

// ---- SIMD loads and stores
.irp r,b,h,s,d,q
.irp op,ldr,str
\op \r\()3, [x19, #16]
\op \r\()3, [x19, #-1]
\op \r\()3, [x19], #16
\op \r\()3, [x19, #16]!
\op \r\()3, [x19, x23]
\op \r\()3, [x19, w23, sxtw]
.endr
.endr
.irp op,ldr,str
\op q3, [x19, x23, lsl #4]
\op d3, [x19, x23, lsl #3]
\op h3, [x19, x23, lsl #1]
.endr
ldr q3, .+4
ldr s3, .+4
.irp r,s,d,q
.irp op,ldp,stp
\op \r\()3, \r\()4, [x19, #32]
\op \r\()3, \r\()4, [x19], #32
\op \r\()3, \r\()4, [sp, #-32]!
.endr
.endr
.irp op,ld1,st1
\op {v3.16b}, [x19]
\op {v3.8b}, [x19], #8
\op {v3.4s, v4.4s}, [x19]
\op {v3.2d, v4.2d, v5.2d}, [x19], #48
\op {v3.8h, v4.8h, v5.8h, v6.8h}, [x19]
\op {v3.16b}, [x19], x23
\op {v3.b}[3], [x19]
\op {v3.h}[3], [x19], #2
\op {v3.s}[2], [x19]
\op {v3.d}[1], [x19], x23
.endr
.irp p,ld,st
\p\()2 {v3.4s, v4.4s}, [x19]
\p\()2 {v3.16b, v4.16b}, [x19], #32
\p\()3 {v3.8h, v4.8h, v5.8h}, [x19]
\p\()4 {v3.2s, v4.2s, v5.2s, v6.2s}, [x19], #32
\p\()2 {v31.4s, v0.4s}, [x19], x23
\p\()2 {v3.b, v4.b}[3], [x19]
\p\()3 {v3.s, v4.s, v5.s}[1], [x19], #12
\p\()4 {v3.d, v4.d, v5.d, v6.d}[1], [x19]
.endr
ld1r {v3.16b}, [x19]
ld1r {v3.2d}, [x19], #8
ld2r {v3.4s, v4.4s}, [x19]
ld3r {v3.4h, v4.4h, v5.4h}, [x19]
ld4r {v3.8b, v4.8b, v5.8b, v6.8b}, [x19], x23

// ---- scalar floating point
.irp r,h,s,d
.irp op,fadd,fsub,fmul,fdiv,fmax,fmin,fmaxnm,fminnm,fnmul,fabd,fmulx,frecps,frsqrts,fcmeq,fcmge,fcmgt,facge,facgt
\op \r\()3, \r\()4, \r\()5
.endr
.irp op,fmov,fabs,fneg,fsqrt,frinta,frinti,frintm,frintn,frintp,frintx,frintz,frecpe,frecpx,frsqrte
\op \r\()3, \r\()4
.endr
.irp op,fmadd,fmsub,fnmadd,fnmsub
\op \r\()3, \r\()4, \r\()5, \r\()6
.endr
fcmp \r\()3, \r\()4
fcmpe \r\()3, #0.0
fccmp \r\()3, \r\()4, #4, ne
fcsel \r\()3, \r\()4, \r\()5, lt
fmov \r\()3, #1.0
.endr
fmov s3, wzr
fmov d3, xzr
.irp op,fcvtzs,fcvtzu,fcvtas,fcvtau,fcvtms,fcvtmu,fcvtns,fcvtnu,fcvtps,fcvtpu
\op x3, d4
\op w3, s4
\op d3, d4
.endr
fcvtzs x3, d4, #4
.irp op,scvtf,ucvtf
\op d3, x4
\op s3, w4
\op d3, w4, #3
\op d3, d4
.endr
fcvt d3, s4
fcvt s3, d4
fcvt h3, s4
fcvt s3, h4
fmov d3, x4
fmov x3, d4
fmov s3, w4
fmov w3, s4
fmov x3, v4.d[1]
fmov v3.d[1], x4
fmov h3, w4
frint32z d3, d4
fjcvtzs w3, d4

// ---- Advanced SIMD
.irp t,8b,16b,4h,8h,2s,4s
.irp op,add,sub,mla,mls,mul,sabd,uabd,saba,uaba,smax,smin,umax,umin,smaxp,sminp,umaxp,uminp,addp,shadd,uhadd,srhadd,urhadd,shsub,uhsub,sqadd,uqadd,sqsub,uqsub,sshl,ushl,sqshl,uqshl,srshl,urshl,sqrshl,uqrshl,cmeq,cmge,cmgt,cmhi,cmhs,cmtst,zip1,zip2,uzp1,uzp2,trn1,trn2
\op v3.\t, v4.\t, v5.\t
.endr
.irp op,abs,neg,sqabs,sqneg,suqadd,usqadd,cls,clz
\op v3.\t, v4.\t
.endr
.irp op,cmeq,cmge,cmgt,cmle,cmlt
\op v3.\t, v4.\t, #0
.endr
.irp op,shl,sqshl,uqshl,sqshlu,sshr,ushr,srshr,urshr,ssra,usra,srsra,ursra,sri,sli
\op v3.\t, v4.\t, #3
.endr
dup v3.\t, w4
.endr
.irp t,8b,16b
.irp op,and,orr,eor,bic,orn,bsl,bit,bif
\op v3.\t, v4.\t, v5.\t
.endr
.irp op,not,rbit,cnt,rev16,rev32,rev64
\op v3.\t, v4.\t
.endr
mov v3.\t, v4.\t
tbl v3.\t, {v4.16b}, v5.\t
tbl v3.\t, {v4.16b, v5.16b}, v6.\t
tbl v3.\t, {v4.16b, v5.16b, v6.16b}, v7.\t
tbl v3.\t, {v4.16b, v5.16b, v6.16b, v7.16b}, v8.\t
tbx v3.\t, {v4.16b}, v5.\t
tbx v3.\t, {v4.16b, v5.16b, v6.16b, v7.16b}, v8.\t
ext v3.\t, v4.\t, v5.\t, #3
pmul v3.\t, v4.\t, v5.\t
movi v3.\t, #5
addv b3, v4.\t
saddlv h3, v4.\t
umaxv b3, v4.\t
.endr
.irp t,4h,8h,2s,4s
sqdmulh v3.\t, v4.\t, v5.\t
sqrdmulh v3.\t, v4.\t, v5.\t
sqrdmlah v3.\t, v4.\t, v5.\t
movi v3.\t, #5, lsl #8
mvni v3.\t, #5
orr v3.\t, #5
bic v3.\t, #5, lsl #8
.endr
.irp t,4h,8h,2s,4s,2d
.irp op,fadd,fsub,fmul,fdiv,fmla,fmls,fmax,fmin,fmaxnm,fminnm,fmaxp,faddp,fminnmp,fabd,fmulx,frecps,frsqrts,fcmeq,fcmge,fcmgt,facge,facgt
\op v3.\t, v4.\t, v5.\t
.endr
.irp op,fabs,fneg,fsqrt,frinta,frintz,frecpe,frsqrte,fcvtzs,fcvtau,scvtf,ucvtf
\op v3.\t, v4.\t
.endr
.irp op,fcmeq,fcmge,fcmgt,fcmle,fcmlt
\op v3.\t, v4.\t, #0.0
.endr
fmov v3.\t, #1.0
.endr
.irp op,add,sub,cmeq,cmhi,sshl,ushl
\op d3, d4, d5
\op v3.2d, v4.2d, v5.2d
.endr
.irp op,smull,umull,smlal,umlal,smlsl,umlsl,saddl,uaddl,ssubl,usubl,sabdl,uabdl,sabal,uabal
\op v3.8h, v4.8b, v5.8b
\op v3.4s, v4.4h, v5.4h
\op\()2 v3.2d, v4.4s, v5.4s
.endr
.irp op,saddw,uaddw,ssubw,usubw
\op v3.8h, v4.8h, v5.8b
\op\()2 v3.4s, v4.4s, v5.8h
.endr
.irp op,addhn,raddhn,subhn,rsubhn
\op v3.8b, v4.8h, v5.8h
\op\()2 v3.16b, v4.8h, v5.8h
.endr
.irp op,sqdmull,sqdmlal,sqdmlsl
\op v3.4s, v4.4h, v5.4h
\op\()2 v3.2d, v4.4s, v5.4s
\op s3, h4, h5
\op v3.4s, v4.4h, v5.h[2]
.endr
.irp op,xtn,sqxtn,uqxtn,sqxtun
\op v3.8b, v4.8h
\op\()2 v3.16b, v4.8h
.endr
.irp op,shrn,rshrn,sqshrn,uqshrn,sqrshrn,uqrshrn,sqshrun,sqrshrun
\op v3.8b, v4.8h, #3
\op\()2 v3.16b, v4.8h, #3
.endr
.irp op,sshll,ushll
\op v3.8h, v4.8b, #3
\op\()2 v3.4s, v4.8h, #0
.endr
shll v3.8h, v4.8b, #8
.irp op,saddlp,uaddlp,sadalp,uadalp
\op v3.8h, v4.16b
\op v3.2s, v4.4h
.endr
addv s3, v4.4s
addv h3, v4.8h
uaddlv s3, v4.8h
smaxv h3, v4.4h
sminv s3, v4.4s
fmaxv s3, v4.4s
fminnmv s3, v4.4s
fmaxnmv h3, v4.8h
addp d3, v4.2d
faddp d3, v4.2d
faddp s3, v4.2s
faddp h3, v4.2h
fmaxp s3, v4.2s
fcvtl v3.2d, v4.2s
fcvtl2 v3.4s, v4.8h
fcvtn v3.2s, v4.2d
fcvtn2 v3.4s, v4.2d
fcvtxn v3.2s, v4.2d
fcvtxn2 v3.4s, v4.2d
fcvtzs v3.4s, v4.4s, #3
scvtf v3.2d, v4.2d, #3
fcvtzu d3, d4, #3
urecpe v3.4s, v4.4s
ursqrte v3.4s, v4.4s
umov w3, v4.b[3]
umov x3, v4.d[1]
smov x3, v4.h[2]
smov w3, v4.b[2]
dup v3.4s, v4.s[2]
dup d3, v4.d[1]
dup v3.2d, x4
ins v3.b[1], w4
ins v3.d[1], x4
ins v3.s[1], v4.s[2]
movi v3.2d, #0
movi d3, #0xff
movi v3.4s, #5, msl #8
.irp op,mul,mla,mls,sqdmulh,sqrdmulh,sqrdmlah
\op v3.4s, v4.4s, v5.s[1]
\op v3.8h, v4.8h, v5.h[6]
.endr
.irp op,smull,umull,smlal,umlal,smlsl,umlsl
\op v3.4s, v4.4h, v5.h[3]
\op\()2 v3.2d, v4.4s, v17.s[3]
.endr
.irp op,fmul,fmla,fmls,fmulx
\op v3.4s, v4.4s, v17.s[1]
\op v3.2d, v4.2d, v17.d[1]
\op v3.8h, v4.8h, v5.h[6]
\op s3, s4, v17.s[1]
.endr
fcmla v3.4s, v4.4s, v5.4s, #90
fcmla v3.4s, v4.4s, v17.s[1], #90
fcmla v3.8h, v4.8h, v17.h[1], #180
fcadd v3.4s, v4.4s, v5.4s, #270
sdot v3.4s, v4.16b, v5.16b
udot v3.2s, v4.8b, v5.8b
udot v3.4s, v4.16b, v17.4b[1]
usdot v3.4s, v4.16b, v5.16b
sudot v3.4s, v4.16b, v17.4b[2]
smmla v3.4s, v4.16b, v5.16b
ummla v3.4s, v4.16b, v5.16b
usmmla v3.4s, v4.16b, v5.16b
bfdot v3.4s, v4.8h, v5.8h
bfdot v3.4s, v4.8h, v17.2h[1]
bfmmla v3.4s, v4.8h, v5.8h
bfmlalb v3.4s, v4.8h, v5.8h
bfmlalt v3.4s, v4.8h, v5.h[6]
bfcvt h3, s4
bfcvtn v3.4h, v4.4s
bfcvtn2 v3.8h, v4.4s
fmlal v3.4s, v4.4h, v5.4h
fmlsl2 v3.4s, v4.4h, v5.4h
fmlal v3.4s, v4.4h, v5.h[6]
fmlal2 v3.4s, v4.4h, v5.h[6]
pmull v3.8h, v4.8b, v5.8b
pmull2 v3.1q, v4.2d, v5.2d
aese v3.16b, v4.16b
aesd v3.16b, v4.16b
aesmc v3.16b, v4.16b
sha1h s3, s4
sha1c q3, s4, v5.4s
sha1p q3, s4, v5.4s
sha1su0 v3.4s, v4.4s, v5.4s
sha1su1 v3.4s, v4.4s
sha256h q3, q4, v5.4s
sha256h2 q3, q4, v5.4s
sha256su0 v3.4s, v4.4s
sha256su1 v3.4s, v4.4s, v5.4s
sha512h q3, q4, v5.2d
sha512su0 v3.2d, v4.2d
sha512su1 v3.2d, v4.2d, v5.2d
eor3 v3.16b, v4.16b, v5.16b, v6.16b
bcax v3.16b, v4.16b, v5.16b, v6.16b
rax1 v3.2d, v4.2d, v5.2d
xar v3.2d, v4.2d, v5.2d, #7
sm3ss1 v3.4s, v4.4s, v5.4s, v6.4s
sm3tt1a v3.4s, v4.4s, v5.s[1]
sm3partw1 v3.4s, v4.4s, v5.4s
sm4e v3.4s, v4.4s
sm4ekey v3.4s, v4.4s, v5.4s

// ---- SVE: loads and stores
ldr z3, [x19, #1, mul vl]
str z3, [sp, #-1, mul vl]
ldr p3, [x19, #3, mul vl]
str p3, [x19, #-2, mul vl]
ld1b {z3.d}, p0/z, [x19]
ld1b {z3.d}, p1/z, [x19, x23]
st1b {z3.d}, p0, [x19, #1, mul vl]
st1b {z3.d}, p1, [x19, x23]
ldff1b {z3.d}, p1/z, [x19, x23]
ldnf1b {z3.d}, p1/z, [x19]
ldnt1b {z3.b}, p0/z, [x19, x23]
stnt1b {z3.b}, p0, [x19, #1, mul vl]
ld2b {z3.b, z4.b}, p0/z, [x19, #2, mul vl]
st2b {z3.b, z4.b}, p1, [x19, x23]
ld3b {z3.b, z4.b, z5.b}, p0/z, [x19, #3, mul vl]
st3b {z3.b, z4.b, z5.b}, p1, [x19, x23]
ld4b {z3.b, z4.b, z5.b, z6.b}, p0/z, [x19, #4, mul vl]
st4b {z3.b, z4.b, z5.b, z6.b}, p1, [x19, x23]
ld1rb {z3.d}, p1/z, [x19, #8]
ld1rqb {z3.b}, p0/z, [x19, #16]
ld1rqb {z3.b}, p1/z, [x19, x23]
ld1rob {z3.b}, p1/z, [x19, #32]
ld1b {z3.d}, p0/z, [x19, z20.d]
ld1b {z3.d}, p1/z, [x19, z20.d]
ld1b {z3.d}, p1/z, [z21.d, #8]
st1b {z3.d}, p1, [x19, z20.d]
st1b {z3.d}, p0, [z21.d, #8]
ld1b {z3.d}, p1/z, [x19, z20.d, uxtw]
st1b {z3.d}, p1, [x19, z20.d, sxtw]
ldff1b {z3.d}, p1/z, [x19, z20.d]
ldnt1b {z3.d}, p1/z, [z21.d, x23]
stnt1b {z3.d}, p1, [z21.d, x23]
ld1b {z3.s}, p1/z, [x19, z20.s, uxtw]
st1b {z3.s}, p1, [x19, z20.s, sxtw]
ld1b {z3.s}, p1/z, [z22.s, #4]
st1b {z3.s}, p0, [z22.s]
st1b {z3.s}, p0, [x19]
ld1sb {z3.d}, p0/z, [x19, #1, mul vl]
prfb pldl1keep, p1, [x19, #1, mul vl]
prfb pldl1keep, p1, [x19, x23]
prfb pldl1keep, p1, [x19, z20.d]
prfb pldl1keep, p1, [z21.d, #8]
ld1h {z3.d}, p0/z, [x19]
ld1h {z3.d}, p1/z, [x19, x23, lsl #1]
st1h {z3.d}, p0, [x19, #1, mul vl]
st1h {z3.d}, p1, [x19, x23, lsl #1]
ldff1h {z3.d}, p1/z, [x19, x23, lsl #1]
ldnf1h {z3.d}, p1/z, [x19]
ldnt1h {z3.h}, p0/z, [x19, x23, lsl #1]
stnt1h {z3.h}, p0, [x19, #1, mul vl]
ld2h {z3.h, z4.h}, p0/z, [x19, #2, mul vl]
st2h {z3.h, z4.h}, p1, [x19, x23, lsl #1]
ld3h {z3.h, z4.h, z5.h}, p0/z, [x19, #3, mul vl]
st3h {z3.h, z4.h, z5.h}, p1, [x19, x23, lsl #1]
ld4h {z3.h, z4.h, z5.h, z6.h}, p0/z, [x19, #4, mul vl]
st4h {z3.h, z4.h, z5.h, z6.h}, p1, [x19, x23, lsl #1]
ld1rh {z3.d}, p1/z, [x19, #8]
ld1rqh {z3.h}, p0/z, [x19, #16]
ld1rqh {z3.h}, p1/z, [x19, x23, lsl #1]
ld1roh {z3.h}, p1/z, [x19, #32]
ld1h {z3.d}, p0/z, [x19, z20.d, lsl #1]
ld1h {z3.d}, p1/z, [x19, z20.d]
ld1h {z3.d}, p1/z, [z21.d, #8]
st1h {z3.d}, p1, [x19, z20.d, lsl #1]
st1h {z3.d}, p0, [z21.d, #8]
ld1h {z3.d}, p1/z, [x19, z20.d, uxtw]
st1h {z3.d}, p1, [x19, z20.d, sxtw]
ldff1h {z3.d}, p1/z, [x19, z20.d]
ldnt1h {z3.d}, p1/z, [z21.d, x23]
stnt1h {z3.d}, p1, [z21.d, x23]
ld1h {z3.s}, p1/z, [x19, z20.s, uxtw]
st1h {z3.s}, p1, [x19, z20.s, sxtw]
ld1h {z3.s}, p1/z, [z22.s, #4]
st1h {z3.s}, p0, [z22.s]
st1h {z3.s}, p0, [x19]
ld1h {z3.s}, p1/z, [x19, z20.s, sxtw #1]
st1h {z3.s}, p1, [x19, z20.s, uxtw #1]
ld1sh {z3.d}, p0/z, [x19, #1, mul vl]
prfh pldl1keep, p1, [x19, #1, mul vl]
prfh pldl1keep, p1, [x19, x23, lsl #1]
prfh pldl1keep, p1, [x19, z20.d, lsl #1]
prfh pldl1keep, p1, [z21.d, #8]
ld1w {z3.d}, p0/z, [x19]
ld1w {z3.d}, p1/z, [x19, x23, lsl #2]
st1w {z3.d}, p0, [x19, #1, mul vl]
st1w {z3.d}, p1, [x19, x23, lsl #2]
ldff1w {z3.d}, p1/z, [x19, x23, lsl #2]
ldnf1w {z3.d}, p1/z, [x19]
ldnt1w {z3.s}, p0/z, [x19, x23, lsl #2]
stnt1w {z3.s}, p0, [x19, #1, mul vl]
ld2w {z3.s, z4.s}, p0/z, [x19, #2, mul vl]
st2w {z3.s, z4.s}, p1, [x19, x23, lsl #2]
ld3w {z3.s, z4.s, z5.s}, p0/z, [x19, #3, mul vl]
st3w {z3.s, z4.s, z5.s}, p1, [x19, x23, lsl #2]
ld4w {z3.s, z4.s, z5.s, z6.s}, p0/z, [x19, #4, mul vl]
st4w {z3.s, z4.s, z5.s, z6.s}, p1, [x19, x23, lsl #2]
ld1rw {z3.d}, p1/z, [x19, #8]
ld1rqw {z3.s}, p0/z, [x19, #16]
ld1rqw {z3.s}, p1/z, [x19, x23, lsl #2]
ld1row {z3.s}, p1/z, [x19, #32]
ld1w {z3.d}, p0/z, [x19, z20.d, lsl #2]
ld1w {z3.d}, p1/z, [x19, z20.d]
ld1w {z3.d}, p1/z, [z21.d, #8]
st1w {z3.d}, p1, [x19, z20.d, lsl #2]
st1w {z3.d}, p0, [z21.d, #8]
ld1w {z3.d}, p1/z, [x19, z20.d, uxtw]
st1w {z3.d}, p1, [x19, z20.d, sxtw]
ldff1w {z3.d}, p1/z, [x19, z20.d]
ldnt1w {z3.d}, p1/z, [z21.d, x23]
stnt1w {z3.d}, p1, [z21.d, x23]
ld1w {z3.s}, p1/z, [x19, z20.s, uxtw]
st1w {z3.s}, p1, [x19, z20.s, sxtw]
ld1w {z3.s}, p1/z, [z22.s, #4]
st1w {z3.s}, p0, [z22.s]
st1w {z3.s}, p0, [x19]
ld1w {z3.s}, p1/z, [x19, z20.s, sxtw #2]
st1w {z3.s}, p1, [x19, z20.s, uxtw #2]
ld1sw {z3.d}, p0/z, [x19, #1, mul vl]
prfw pldl1keep, p1, [x19, #1, mul vl]
prfw pldl1keep, p1, [x19, x23, lsl #2]
prfw pldl1keep, p1, [x19, z20.d, lsl #2]
prfw pldl1keep, p1, [z21.d, #8]
ld1d {z3.d}, p0/z, [x19]
ld1d {z3.d}, p1/z, [x19, x23, lsl #3]
st1d {z3.d}, p0, [x19, #1, mul vl]
st1d {z3.d}, p1, [x19, x23, lsl #3]
ldff1d {z3.d}, p1/z, [x19, x23, lsl #3]
ldnf1d {z3.d}, p1/z, [x19]
ldnt1d {z3.d}, p0/z, [x19, x23, lsl #3]
stnt1d {z3.d}, p0, [x19, #1, mul vl]
ld2d {z3.d, z4.d}, p0/z, [x19, #2, mul vl]
st2d {z3.d, z4.d}, p1, [x19, x23, lsl #3]
ld3d {z3.d, z4.d, z5.d}, p0/z, [x19, #3, mul vl]
st3d {z3.d, z4.d, z5.d}, p1, [x19, x23, lsl #3]
ld4d {z3.d, z4.d, z5.d, z6.d}, p0/z, [x19, #4, mul vl]
st4d {z3.d, z4.d, z5.d, z6.d}, p1, [x19, x23, lsl #3]
ld1rd {z3.d}, p1/z, [x19, #8]
ld1rqd {z3.d}, p0/z, [x19, #16]
ld1rqd {z3.d}, p1/z, [x19, x23, lsl #3]
ld1rod {z3.d}, p1/z, [x19, #32]
ld1d {z3.d}, p0/z, [x19, z20.d, lsl #3]
ld1d {z3.d}, p1/z, [x19, z20.d]
ld1d {z3.d}, p1/z, [z21.d, #8]
st1d {z3.d}, p1, [x19, z20.d, lsl #3]
st1d {z3.d}, p0, [z21.d, #8]
ld1d {z3.d}, p1/z, [x19, z20.d, uxtw]
st1d {z3.d}, p1, [x19, z20.d, sxtw]
ldff1d {z3.d}, p1/z, [x19, z20.d]
ldnt1d {z3.d}, p1/z, [z21.d, x23]
stnt1d {z3.d}, p1, [z21.d, x23]
prfd pldl1keep, p1, [x19, #1, mul vl]
prfd pldl1keep, p1, [x19, x23, lsl #3]
prfd pldl1keep, p1, [x19, z20.d, lsl #3]
prfd pldl1keep, p1, [z21.d, #8]

// ---- SVE: integer
.irp e,b,h,s,d
.irp op,add,sub,subr,mul,smax,smin,umax,umin,sabd,uabd,smulh,umulh,and,orr,eor,bic,lsl,lsr,asr,lslr,asrr,srshl,sqshl,uqrshl,shadd,uhsub,sqadd,suqadd,addp,smaxp
\op z3.\e, p1/m, z3.\e, z4.\e
.endr
.irp op,add,sub,sqadd,uqadd,sqsub,uqsub,zip1,zip2,uzp1,uzp2,trn1,trn2,mul,smulh,umulh,sqdmulh
\op z3.\e, z4.\e, z5.\e
.endr
.irp op,mla,mls,mad,msb
\op z3.\e, p1/m, z4.\e, z5.\e
.endr
.irp op,abs,neg,cls,clz,cnt,cnot,not,rbit,sqabs,sqneg
\op z3.\e, p1/m, z4.\e
.endr
.irp op,cmpeq,cmpne,cmpgt,cmpge,cmphi,cmphs
\op p3.\e, p1/z, z3.\e, z4.\e
\op p3.\e, p1/z, z3.\e, #5
.endr
.irp op,smaxv,uminv,andv,orv,eorv,lasta,lastb
\op \e\()3, p1, z4.\e
.endr
uaddv d3, p1, z4.\e
.irp op,lsl,lsr,asr,asrd,srshr,urshr,sqshl
\op z3.\e, p1/m, z3.\e, #3
.endr
.irp op,lsl,lsr,asr,ssra,usra,srsra,sri,sli
\op z3.\e, z4.\e, #3
.endr
add z3.\e, z3.\e, #5
subr z3.\e, z3.\e, #5
umax z3.\e, z3.\e, #5
mul z3.\e, z3.\e, #5
and z3.\e, z3.\e, #1
mov z3.\e, #5
mov z3.\e, p1/z, #5
mov z3.\e, p1/m, #5
mov z3.\e, p1/m, z4.\e
sel z3.\e, p1, z4.\e, z5.\e
splice z3.\e, p1, z3.\e, z4.\e
clasta z3.\e, p1, z3.\e, z4.\e
dup z3.\e, z4.\e[1]
insr z3.\e, \e\()4
clasta \e\()3, p1, \e\()3, z4.\e
mov z3.\e, p1/m, \e\()4
rev z3.\e, z4.\e
tbl z3.\e, {z4.\e}, z5.\e
tbl z3.\e, {z4.\e, z5.\e}, z6.\e
tbx z3.\e, z4.\e, z5.\e
index z3.\e, #1, #2
movprfx z3.\e, p1/z, z4.\e
add z3.\e, p1/m, z3.\e, z5.\e
movprfx z3.\e, p1/m, z4.\e
add z3.\e, p1/m, z3.\e, z5.\e
ptrue p3.\e
ptrues p3.\e, vl4
whilelo p3.\e, x3, x4
whilele p3.\e, w3, w4
whilegt p3.\e, x3, x4
cntp x3, p1, p2.\e
incp x3, p2.\e
decp x3, p2.\e
sqincp x3, p2.\e
uqdecp w3, p2.\e
pnext p3.\e, p1, p3.\e
zip1 p3.\e, p1.\e, p2.\e
trn2 p3.\e, p1.\e, p2.\e
rev p3.\e, p1.\e
saba z3.\e, z4.\e, z5.\e
cadd z3.\e, z3.\e, z4.\e, #90
cmla z3.\e, z4.\e, z5.\e, #90
sqrdmlah z3.\e, z4.\e, z5.\e
eorbt z3.\e, z4.\e, z5.\e
bext z3.\e, z4.\e, z5.\e
whilewr p3.\e, x3, x4
.endr
.irp e,b,h,s
index z3.\e, w4, w5
index z3.\e, w4, #2
index z3.\e, #2, w4
mov z3.\e, w4
insr z3.\e, w4
mov z3.\e, p1/m, w4
lasta w3, p1, z4.\e
clastb w3, p1, w3, z4.\e
saddv d3, p1, z4.\e
lsl z3.\e, z4.\e, z5.d
lsr z3.\e, p1/m, z3.\e, z4.d
.endr
index z3.d, x4, x5
mov z3.d, x4
mov z3.d, sp
lasta x3, p1, z4.d
clastb x3, p1, x3, z4.d
.irp e,h,s,d
incp z3.\e, p2.\e
sqincp z3.\e, p2.\e
.endr
.irp e,s,d
sdiv z3.\e, p1/m, z3.\e, z4.\e
udivr z3.\e, p1/m, z3.\e, z4.\e
compact z3.\e, p1, z4.\e
histcnt z3.\e, p1/z, z4.\e, z5.\e
adclb z3.\e, z4.\e, z5.\e
adr z3.\e, [z4.\e, z5.\e, lsl #2]
.endr
histseg z3.b, z4.b, z5.b
match p3.b, p1/z, z4.b, z5.b
nmatch p3.h, p1/z, z4.h, z5.h
.irp op,and,orr,eor,bic
\op z3.d, z4.d, z5.d
.endr
mov z3.d, z4.d
eor3 z3.d, z3.d, z4.d, z5.d
bcax z3.d, z3.d, z4.d, z5.d
bsl z3.d, z3.d, z4.d, z5.d
nbsl z3.d, z3.d, z4.d, z5.d
xar z3.d, z3.d, z4.d, #7
movprfx z3, z4
add z3.d, z3.d, #5
dupm z3.d, #0xff
ext z3.b, z3.b, z4.b, #3
ext z3.b, {z4.b, z5.b}, #3
splice z3.d, p1, {z4.d, z5.d}
zip1 z3.q, z4.q, z5.q
revb z3.d, p1/m, z4.d
revw z3.d, p1/m, z4.d
sxtb z3.d, p1/m, z4.d
uxtw z3.d, p1/m, z4.d
sunpklo z3.d, z4.s
uunpkhi z3.h, z4.b
punpklo p3.h, p1.b
.irp op,sdot,udot
\op z3.s, z4.b, z5.b
\op z3.d, z4.h, z5.h
\op z3.s, z4.b, z5.b[1]
\op z3.d, z4.h, z13.h[1]
.endr
usdot z3.s, z4.b, z5.b
sudot z3.s, z4.b, z5.b[1]
smmla z3.s, z4.b, z5.b
cdot z3.s, z4.b, z5.b, #90
.irp op,saddlb,uaddlt,ssublb,usublt,sabdlb,uabdlt,smullb,umullt,sqdmullb,saddlbt,ssublbt
\op z3.s, z4.h, z5.h
.endr
.irp op,smlalb,umlalt,smlslb,umlslt,sqdmlalb,sqdmlalbt,sabalb,uabalt
\op z3.s, z4.h, z5.h
.endr
smlalb z3.s, z4.h, z5.h[3]
umlalt z3.d, z4.s, z13.s[1]
smullb z3.s, z4.h, z5.h[3]
mul z3.h, z4.h, z5.h[3]
mul z3.s, z4.s, z5.s[1]
mla z3.d, z4.d, z13.d[1]
cmla z3.h, z4.h, z5.h[1], #90
saddwb z3.s, z4.s, z5.h
usubwt z3.s, z4.s, z5.h
addhnb z3.h, z4.s, z5.s
addhnt z3.h, z4.s, z5.s
sshllb z3.s, z4.h, #3
ushllt z3.s, z4.h, #3
shrnb z3.h, z4.s, #3
sqrshrunt z3.h, z4.s, #3
sqxtnb z3.h, z4.s
uqxtnt z3.h, z4.s
sadalp z3.s, p1/m, z4.h
uadalp z3.d, p1/m, z4.s
urecpe z3.s, p1/m, z4.s
pmul z3.b, z4.b, z5.b
pmullb z3.h, z4.b, z5.b
aese z3.b, z3.b, z4.b
aesmc z3.b, z3.b
sm4e z3.s, z3.s, z4.s
rax1 z3.d, z4.d, z5.d
.irp op,b,h,w,d
cnt\op x3
inc\op x3, all, mul #2
dec\op x3
sqinc\op x3
uqdec\op w3
.endr
incd z3.d
sqdecw z3.s
addvl x3, x4, #-2
addvl sp, sp, #-1
addpl x3, x4, #3
rdvl x3, #2

// ---- SVE: predicates
.irp op,and,orr,eor,bic,nand,nor,orn,ands,orrs,eors,bics,nands,nors,orns
\op p3.b, p1/z, p2.b, p4.b
.endr
sel p3.b, p1, p2.b, p4.b
mov p3.b, p1.b
mov p3.b, p1/z, p2.b
mov p3.b, p1/m, p2.b
movs p3.b, p1.b
not p3.b, p1/z, p2.b
nots p3.b, p1/z, p2.b
brka p3.b, p1/z, p2.b
brka p3.b, p1/m, p2.b
brkbs p3.b, p1/z, p2.b
brkpa p3.b, p1/z, p2.b, p4.b
brkpbs p3.b, p1/z, p2.b, p4.b
brkn p3.b, p1/z, p2.b, p3.b
brkns p3.b, p1/z, p2.b, p3.b
pfalse p3.b
pfirst p3.b, p1, p3.b
ptest p1, p2.b
ctermeq x3, x4
ctermne w3, w4
rdffr p3.b
rdffr p3.b, p1/z
rdffrs p3.b, p1/z
setffr
wrffr p3.b

// ---- SVE: floating point
.irp e,h,s,d
.irp op,fadd,fsub,fsubr,fmul,fdiv,fdivr,fmax,fmin,fmaxnm,fabd,fmulx,fscale,faddp,fmaxp
\op z3.\e, p1/m, z3.\e, z4.\e
.endr
.irp op,fadd,fsub,fmul,frecps,frsqrts,ftsmul,ftssel
\op z3.\e, z4.\e, z5.\e
.endr
.irp op,fmla,fmls,fnmla,fnmls,fmad,fmsb,fnmad,fnmsb
\op z3.\e, p1/m, z4.\e, z5.\e
.endr
.irp op,fabs,fneg,fsqrt,frinta,frintz,frecpx,fcvtzs,scvtf,flogb
\op z3.\e, p1/m, z4.\e
.endr
.irp op,fcmeq,fcmgt,fcmge,fcmne,fcmuo,facgt
\op p3.\e, p1/z, z3.\e, z4.\e
.endr
fcmlt p3.\e, p1/z, z4.\e, #0.0
.irp op,faddv,fmaxv,fminnmv
\op \e\()3, p1, z4.\e
.endr
fadda \e\()3, p1, \e\()3, z4.\e
fadd z3.\e, p1/m, z3.\e, #1.0
ftmad z3.\e, z3.\e, z4.\e, #2
fexpa z3.\e, z4.\e
frecpe z3.\e, z4.\e
fmov z3.\e, #1.0
fmov z3.\e, p1/m, #1.0
fcadd z3.\e, p1/m, z3.\e, z4.\e, #90
fcmla z3.\e, p1/m, z4.\e, z5.\e, #90
.endr
fmla z3.h, z4.h, z5.h[3]
fmla z3.s, z4.s, z5.s[1]
fmls z3.d, z4.d, z13.d[1]
fmul z3.s, z4.s, z5.s[1]
fcmla z3.h, z4.h, z5.h[1], #90
fcmla z3.s, z4.s, z13.s[1], #90
fcvt z3.d, p1/m, z4.s
fcvt z3.h, p1/m, z4.d
fcvtnt z3.s, p1/m, z4.d
fcvtlt z3.d, p1/m, z4.s
fcvtxnt z3.s, p1/m, z4.d
bfdot z3.s, z4.h, z5.h
bfdot z3.s, z4.h, z5.h[1]
bfmlalb z3.s, z4.h, z5.h
bfmlalt z3.s, z4.h, z5.h[5]
bfmmla z3.s, z4.h, z5.h
bfcvt z3.h, p1/m, z4.s
bfcvtnt z3.h, p1/m, z4.s
fmmla z3.d, z4.d, z5.d
fmlalb z3.s, z4.h, z5.h
fmlslt z3.s, z4.h, z5.h[5]
