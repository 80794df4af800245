# One instruction or more of each cost class of x86_64, in the order of x86_64/cost.def.
# tests/test_models_x86_64.c lifts them and compares what the core models say with llvm-mca's tables.
nop
endbr64
xor eax, eax
pxor xmm1, xmm1
mov rax, rbx
mov eax, ebx
movzx eax, bl
movsx eax, bx
movsxd rax, ebx
movzx eax, bx
mov rax, [rdi]
mov eax, [rdi]
movzx eax, byte ptr [rdi]
movsx rax, word ptr [rdi]
mov [rdi], rax
mov [rdi], eax
add rax, rbx
sub eax, 5
and rax, rbx
or eax, ebx
xor eax, ebx
cmp rax, rbx
test eax, eax
inc rax
dec eax
neg rax
not eax
mov eax, 7
cdqe
cwde
adc rax, rbx
sbb eax, ebx
adcx rax, rbx
adox rax, rbx
lea rax, [rbx + rcx]
lea rax, [rbx + 8]
lea rax, [rbx * 4 + 8]
lea rax, [rbx + rcx * 8]
lea rax, [rbx + rcx + 8]
lea rax, [rbx + rcx * 4 + 8]
shl rax, 3
shr eax, 5
sar rax, 63
shl eax, cl
sar rax, cl
rol rax, 5
ror eax, 7
rol eax, cl
rcl rax, 1
rcr rax, 1
rcl rax, cl
shld rax, rbx, 7
shrd eax, ebx, 7
shld rax, rbx, cl
shlx rax, rbx, rcx
sarx eax, ebx, ecx
rorx rax, rbx, 7
bt rax, 3
bt eax, ebx
bts rax, 3
btr eax, ebx
sete al
setl al
setbe al
seta al
cmove rax, rbx
cmovl eax, ebx
cmovbe rax, rbx
cmova eax, ebx
je target
jl target
jmp target
call target
ret
push rax
pop rax
mul bl
mul bx
mul ebx
mul rbx
imul ax, bx
imul eax, ebx
imul rax, rbx
imul rax, rbx, 7
mulx eax, ebx, ecx
mulx rax, rbx, rcx
div bl
div bx
div ebx
div rbx
idiv bl
idiv bx
idiv ebx
idiv rbx
popcnt rax, rbx
popcnt eax, ebx
lzcnt rax, rbx
tzcnt rax, rbx
bsf rax, rbx
bsr rax, rbx
blsi rax, rbx
blsr rax, rbx
blsmsk rax, rbx
andn rax, rbx, rcx
bextr rax, rbx, rcx
bzhi rax, rbx, rcx
pdep rax, rbx, rcx
pext rax, rbx, rcx
bswap eax
bswap rax
movbe rax, [rdi]
movbe [rdi], rax
crc32 eax, ebx
crc32 rax, rbx
cdq
cqo
clc
stc
cmc
lahf
sahf
xchg rax, rbx
xadd rax, rbx
cmpxchg rax, rbx
lock add [rdi], rax
lock xadd [rdi], rax
lock cmpxchg [rdi], rbx
xchg [rdi], rax
mfence
movups xmm0, [rdi]
vmovdqu xmm0, [rdi]
vmovups ymm0, [rdi]
movd xmm0, dword ptr [rdi]
movsd xmm0, qword ptr [rdi]
movups [rdi], xmm0
vmovdqu [rdi], ymm0
movsd qword ptr [rdi], xmm0
vbroadcastss xmm0, [rdi]
vbroadcastsd ymm0, [rdi]
vbroadcasti128 ymm0, [rdi]
vpbroadcastd ymm0, [rdi]
movddup xmm0, [rdi]
movaps xmm0, xmm1
vmovdqa ymm0, ymm1
movss xmm0, xmm1
movsd xmm0, xmm1
vmovss xmm0, xmm1, xmm2
movq xmm0, xmm1
movhps xmm0, [rdi]
movlps xmm0, [rdi]
pand xmm0, xmm1
por xmm0, xmm1
pxor xmm0, xmm1
vpandn ymm0, ymm1, ymm2
andps xmm0, xmm1
vxorpd ymm0, ymm1, ymm2
vpternlogd xmm0, xmm1, xmm2, 0x96
vpternlogd ymm0, ymm1, ymm2, 0x96
vpternlogd zmm0, zmm1, zmm2, 0x96
paddb xmm0, xmm1
paddq xmm0, xmm1
psubw xmm0, xmm1
vpaddd ymm0, ymm1, ymm2
paddsb xmm0, xmm1
psubusw xmm0, xmm1
pavgb xmm0, xmm1
psignd xmm0, xmm1
pabsd xmm0, xmm1
vpabsw ymm0, ymm1
vpaddusb ymm0, ymm1, ymm2
pmaxub xmm0, xmm1
pminsd xmm0, xmm1
vpmaxsw ymm0, ymm1, ymm2
vpminuq xmm0, xmm1, xmm2
vpminuq ymm0, ymm1, ymm2
vpmaxsq zmm0, zmm1, zmm2
pcmpeqb xmm0, xmm1
pcmpgtd xmm0, xmm1
vpcmpeqq ymm0, ymm1, ymm2
pcmpgtq xmm0, xmm1
vpcmpgtq ymm0, ymm1, ymm2
vpcmpeqb k1, xmm1, xmm2
vpcmpud k1, ymm1, ymm2, 1
vpcmpb k1, zmm1, zmm2, 1
vptestmb k1, xmm1, xmm2
vptestmd k1, ymm1, ymm2
vptestnmq k1, zmm1, zmm2
pmullw xmm0, xmm1
pmaddwd xmm0, xmm1
pmuludq xmm0, xmm1
pmulhrsw xmm0, xmm1
vpmaddubsw ymm0, ymm1, ymm2
pmulld xmm0, xmm1
vpmulld ymm0, ymm1, ymm2
vpmullq xmm0, xmm1, xmm2
vpmullq ymm0, ymm1, ymm2
vpmullq zmm0, zmm1, zmm2
vpmadd52luq xmm0, xmm1, xmm2
vpmadd52luq ymm0, ymm1, ymm2
vpmadd52luq zmm0, zmm1, zmm2
{evex} vpdpbusd xmm0, xmm1, xmm2
{evex} vpdpwssd ymm0, ymm1, ymm2
vpdpbusd zmm0, zmm1, zmm2
psllw xmm0, 3
psrad xmm0, 3
vpsrlq ymm0, ymm1, 3
vpsraq xmm0, xmm1, 3
psllw xmm0, xmm1
psrad xmm0, xmm1
vpsrlq ymm0, ymm1, xmm2
vpsllvd xmm0, xmm1, xmm2
vpsrlvq ymm0, ymm1, ymm2
vpsravd ymm0, ymm1, ymm2
vpsllvw xmm0, xmm1, xmm2
vpsravw ymm0, ymm1, ymm2
vpsrlvw zmm0, zmm1, zmm2
vprold xmm0, xmm1, 3
vprolq ymm0, ymm1, 3
vprorvd zmm0, zmm1, zmm2
vpshldw xmm0, xmm1, xmm2, 3
vpshldd ymm0, ymm1, ymm2, 3
vpshldvd ymm0, ymm1, ymm2
vpshrdq zmm0, zmm1, zmm2, 3
pshufd xmm0, xmm1, 3
pshuflw xmm0, xmm1, 3
palignr xmm0, xmm1, 3
punpcklbw xmm0, xmm1
vpunpckhqdq ymm0, ymm1, ymm2
pslldq xmm0, 3
shufps xmm0, xmm1, 3
unpckhpd xmm0, xmm1
movhlps xmm0, xmm1
movlhps xmm0, xmm1
insertps xmm0, xmm1, 0x10
movddup xmm0, xmm1
movshdup xmm0, xmm1
vpermilps ymm0, ymm1, 3
packsswb xmm0, xmm1
vpackusdw ymm0, ymm1, ymm2
pshufb xmm0, xmm1
vpshufb ymm0, ymm1, ymm2
vperm2i128 ymm0, ymm1, ymm2, 0x21
vperm2f128 ymm0, ymm1, ymm2, 0x21
vshufi32x4 ymm0, ymm1, ymm2, 1
valignd xmm0, xmm1, xmm2, 1
vshufi32x4 zmm0, zmm1, zmm2, 1
valignq zmm0, zmm1, zmm2, 1
vpermq ymm0, ymm1, 3
vpermpd ymm0, ymm1, 3
vpermd ymm0, ymm1, ymm2
vpermps ymm0, ymm1, ymm2
vpermd zmm0, zmm1, zmm2
vpermw xmm0, xmm1, xmm2
vpermw ymm0, ymm1, ymm2
vpermb zmm0, zmm1, zmm2
vpermi2d xmm0, xmm1, xmm2
vpermt2q ymm0, ymm1, ymm2
vpermi2ps zmm0, zmm1, zmm2
vpermi2w xmm0, xmm1, xmm2
vpermt2w ymm0, ymm1, ymm2
vpermt2b zmm0, zmm1, zmm2
vbroadcastss xmm0, xmm1
vbroadcastss ymm0, xmm1
vpbroadcastq ymm0, xmm1
vpbroadcastd zmm0, xmm1
vpbroadcastb xmm0, xmm1
vpbroadcastw ymm0, xmm1
vpbroadcastb zmm0, xmm1
vpbroadcastb xmm0, byte ptr [rdi]
vpbroadcastw ymm0, word ptr [rdi]
vpbroadcastb zmm0, byte ptr [rdi]
vpbroadcastd xmm0, eax
vpbroadcastq ymm0, rax
vpbroadcastd zmm0, eax
vinserti128 ymm0, ymm1, xmm2, 1
vinsertf128 ymm0, ymm1, xmm2, 1
vinserti64x4 zmm0, zmm1, ymm2, 1
vinserti128 ymm0, ymm1, [rdi], 1
vinserti64x4 zmm0, zmm1, [rdi], 1
vextracti128 xmm0, ymm1, 1
vextractf128 xmm0, ymm1, 1
vextracti64x4 ymm0, zmm1, 1
vextracti128 [rdi], ymm1, 1
vextracti64x4 [rdi], zmm1, 1
blendps xmm0, xmm1, 3
vpblendd ymm0, ymm1, ymm2, 3
vblendpd ymm0, ymm1, ymm2, 3
pblendw xmm0, xmm1, 3
vpblendw ymm0, ymm1, ymm2, 3
vpblendvb xmm0, xmm1, xmm2, xmm3
vblendvps xmm0, xmm1, xmm2, xmm3
vpblendvb ymm0, ymm1, ymm2, ymm3
pblendvb xmm1, xmm2, xmm0
blendvps xmm1, xmm2, xmm0
vpblendmd xmm0 {k1}, xmm1, xmm2
vpblendmb ymm0 {k1}, ymm1, ymm2
vblendmps zmm0 {k1}, zmm1, zmm2
pmovzxbw xmm0, xmm1
pmovsxwd xmm0, xmm1
vpmovzxbw ymm0, xmm1
vpmovsxdq ymm0, xmm1
vpmovzxbd zmm0, xmm1
vpmovwb xmm0, xmm1
vpmovdb xmm0, ymm1
vpmovqd ymm0, zmm1
vpmovusdw ymm0, zmm1
vpcompressd xmm0 {k1}, xmm1
vcompressps ymm0 {k1}, ymm1
vpexpandq zmm0 {k1}, zmm1
vpconflictd xmm0, xmm1
vpconflictd ymm0, ymm1
vpconflictd zmm0, zmm1
psadbw xmm0, xmm1
vpsadbw ymm0, ymm1, ymm2
mpsadbw xmm0, xmm1, 0
vmpsadbw ymm0, ymm1, ymm2, 0
phaddd xmm0, xmm1
phaddw xmm0, xmm1
vphaddd ymm0, ymm1, ymm2
phminposuw xmm0, xmm1
vpopcntb xmm0, xmm1
vpopcntd ymm0, ymm1
vpopcntq zmm0, zmm1
vplzcntd xmm0, xmm1
vplzcntq ymm0, ymm1
vplzcntd zmm0, zmm1
gf2p8affineqb xmm0, xmm1, 3
vgf2p8mulb ymm0, ymm1, ymm2
vgf2p8affineqb zmm0, zmm1, zmm2, 3
ptest xmm0, xmm1
vptest ymm0, ymm1
movd xmm0, eax
movq xmm0, rax
movd eax, xmm0
movq rax, xmm0
pinsrd xmm0, eax, 1
pinsrb xmm0, eax, 1
pinsrq xmm0, rax, 1
pinsrd xmm0, [rdi], 1
pextrd eax, xmm0, 1
pextrw eax, xmm0, 1
pextrq rax, xmm0, 1
pextrd [rdi], xmm0, 1
pmovmskb eax, xmm0
movmskps eax, xmm0
vpmovmskb eax, ymm0
addps xmm0, xmm1
subpd xmm0, xmm1
addsubps xmm0, xmm1
vaddps ymm0, ymm1, ymm2
addss xmm0, xmm1
subsd xmm0, xmm1
mulps xmm0, xmm1
vmulpd ymm0, ymm1, ymm2
mulss xmm0, xmm1
mulsd xmm0, xmm1
vfmadd213ps xmm0, xmm1, xmm2
vfmadd231pd ymm0, ymm1, ymm2
vfnmsub132ps ymm0, ymm1, ymm2
vfmadd231ss xmm0, xmm1, xmm2
vfmadd213sd xmm0, xmm1, xmm2
divps xmm0, xmm1
vdivps ymm0, ymm1, ymm2
divpd xmm0, xmm1
vdivpd ymm0, ymm1, ymm2
divss xmm0, xmm1
divsd xmm0, xmm1
sqrtps xmm0, xmm1
vsqrtps ymm0, ymm1
sqrtpd xmm0, xmm1
vsqrtpd ymm0, ymm1
sqrtss xmm0, xmm1
sqrtsd xmm0, xmm1
rcpps xmm0, xmm1
vrsqrtps ymm0, ymm1
rcpss xmm0, xmm1
rsqrtss xmm0, xmm1
minps xmm0, xmm1
vmaxpd ymm0, ymm1, ymm2
minss xmm0, xmm1
maxsd xmm0, xmm1
cmpltps xmm0, xmm1
vcmpltpd ymm0, ymm1, ymm2
cmpltsd xmm0, xmm1
vcmpltps k1, xmm1, xmm2
vcmpltpd k1, ymm1, ymm2
vcmpltps k1, zmm1, zmm2
ucomisd xmm0, xmm1
comiss xmm0, xmm1
roundps xmm0, xmm1, 3
vroundpd ymm0, ymm1, 3
roundsd xmm0, xmm1, 3
haddps xmm0, xmm1
vhaddpd ymm0, ymm1, ymm2
dpps xmm0, xmm1, 0xff
vdpps ymm0, ymm1, ymm2, 0xff
dppd xmm0, xmm1, 0x33
cvtdq2ps xmm0, xmm1
cvttps2dq xmm0, xmm1
vcvtdq2ps ymm0, ymm1
cvtdq2pd xmm0, xmm1
cvtps2pd xmm0, xmm1
vcvtps2pd ymm0, xmm1
vcvtdq2pd ymm0, xmm1
cvtpd2ps xmm0, xmm1
cvttpd2dq xmm0, xmm1
vcvtpd2ps xmm0, ymm1
vcvtph2ps xmm0, xmm1
vcvtph2ps ymm0, xmm1
vcvtps2ph xmm0, ymm1, 0
cvtss2sd xmm0, xmm1
cvtsd2ss xmm0, xmm1
cvtsi2sd xmm0, eax
cvtsi2sd xmm0, rax
cvtsi2ss xmm0, eax
cvttsd2si eax, xmm0
cvttsd2si rax, xmm0
cvttss2si eax, xmm0
vgetexpps xmm0, xmm1
vscalefpd ymm0, ymm1, ymm2
vgetmantps zmm0, zmm1, 3
vgetexpsd xmm0, xmm1, xmm2
vfpclassps k1, xmm1, 3
vfpclasspd k1, ymm1, 3
vfpclassps k1, zmm1, 3
vpgatherdd xmm0, [rdi + xmm1 * 4], xmm2
vpgatherdd ymm0, [rdi + ymm1 * 4], ymm2
vpgatherdq xmm0, [rdi + xmm1 * 8], xmm2
vgatherdpd ymm0, [rdi + xmm1 * 8], ymm2
vpscatterdd [rdi + zmm1 * 4] {k1}, zmm0
vpscatterdq [rdi + ymm1 * 8] {k1}, zmm0
vmaskmovps xmm0, xmm1, [rdi]
vpmaskmovd ymm0, ymm1, [rdi]
vmaskmovps [rdi], xmm1, xmm2
vpmaskmovd [rdi], ymm1, ymm2
aesenc xmm0, xmm1
aesdeclast xmm0, xmm1
vaesenc ymm0, ymm1, ymm2
vaesdec zmm0, zmm1, zmm2
aesimc xmm0, xmm1
aeskeygenassist xmm0, xmm1, 3
pclmulqdq xmm0, xmm1, 0
vpclmulqdq ymm0, ymm1, ymm2, 0
sha1msg1 xmm0, xmm1
sha1msg2 xmm0, xmm1
sha1nexte xmm0, xmm1
sha1rnds4 xmm0, xmm1, 0
sha256msg1 xmm0, xmm1
sha256msg2 xmm0, xmm1
sha256rnds2 xmm1, xmm2, xmm0
pcmpistri xmm0, xmm1, 0
kandw k1, k2, k3
knotq k1, k2
kaddw k1, k2, k3
kshiftlw k1, k2, 3
kunpckbw k1, k2, k3
kortestw k1, k2
ktestd k1, k2
kmovw k1, k2
kmovd k1, eax
kmovd eax, k1
vpmovb2m k1, xmm0
vpmovd2m k1, ymm0
vpmovq2m k1, zmm0
vpmovm2b xmm0, k1
vpmovm2d ymm0, k1
vpmovm2q zmm0, k1
vzeroupper
fld qword ptr [rdi]
fstp qword ptr [rdi]
fadd st, st(1)
fmul st, st(1)
fdiv st, st(1)
fchs
vpaddd zmm0, zmm1, zmm2
vpandd zmm0, zmm1, zmm2
vpaddusb zmm0, zmm1, zmm2
vpmaxub zmm0, zmm1, zmm2
vpmullw zmm0, zmm1, zmm2
vpmulld zmm0, zmm1, zmm2
vpsrlq zmm0, zmm1, 3
vpsrlq zmm0, zmm1, xmm2
vpsllvd zmm0, zmm1, zmm2
vpshufd zmm0, zmm1, 3
vshufps zmm0, zmm1, zmm2, 3
vpackusdw zmm0, zmm1, zmm2
vpshufb zmm0, zmm1, zmm2
vmovdqu64 zmm0, [rdi]
vmovdqu64 [rdi], zmm0
vmovdqa64 zmm0, zmm1
vpbroadcastd zmm0, [rdi]
vxorps zmm0, zmm1, zmm2
vpsadbw zmm0, zmm1, zmm2
vaddps zmm0, zmm1, zmm2
vmulpd zmm0, zmm1, zmm2
vfmadd231ps zmm0, zmm1, zmm2
vdivps zmm0, zmm1, zmm2
vdivpd zmm0, zmm1, zmm2
vsqrtps zmm0, zmm1
vsqrtpd zmm0, zmm1
vrcp14ps zmm0, zmm1
vminps zmm0, zmm1, zmm2
vrndscaleps zmm0, zmm1, 3
vcvtdq2ps zmm0, zmm1
vcvtps2pd zmm0, ymm1
vcvtpd2ps ymm0, zmm1
vcvtph2ps zmm0, ymm1
vpgatherdd zmm0 {k1}, [rdi + zmm1 * 4]
vpgatherdq zmm0 {k1}, [rdi + ymm1 * 8]
vpclmulqdq zmm0, zmm1, zmm2, 0
vmovdqu32 zmm0 {k1}, zmm1
vmovdqu8 ymm0 {k1}, ymm1
