/* trampoline.S: calls a kernel with every register poisoned and stores what it left behind (trampoline.h).
 * After the call no register is trusted: the state is addressed relative to rip alone, and the stack pointer is stored
 * before it is used. */
#include "trampoline.h"

#define STATE(offset) trampoline_state+(offset)(%rip)
#define ALL_LOW  0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
#define ALL_HIGH 16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31

	.bss
	.balign 64
	.globl	trampoline_state
	.hidden	trampoline_state
	.type	trampoline_state, @object
trampoline_state:
	.zero	STATE_SIZE
	.size	trampoline_state, STATE_SIZE

	.text
	.globl	trampoline_enter
	.hidden	trampoline_enter
	.type	trampoline_enter, @function
	.balign 16
trampoline_enter:
	push	%rbx
	push	%rbp
	push	%r12
	push	%r13
	push	%r14
	push	%r15
	pushfq
	mov	%rsp, STATE(STATE_RSP)
	stmxcsr	STATE(STATE_MXCSR_OWN)
	fnstcw	STATE(STATE_X87_OWN)

	/* x87: garbage in the registers that mm0-mm7 share, all of them empty */
	fninit
	.irp	n, 0,1,2,3,4,5,6,7
	movq	STATE(STATE_VECTOR_IN + \n * 8), %mm\n
	.endr
	emms
	fldcw	STATE(STATE_X87_IN)
	ldmxcsr	STATE(STATE_MXCSR_IN)

	mov	STATE(STATE_VECTORS), %eax
	cmp	$VECTORS_AVX512, %eax
	jae	.Lload512
	cmp	$VECTORS_AVX, %eax
	jae	.Lload256
	.irp	n, ALL_LOW
	movups	STATE(STATE_VECTOR_IN + \n * 64), %xmm\n
	.endr
	jmp	.Lloaded
.Lload256:
	.irp	n, ALL_LOW
	vmovups	STATE(STATE_VECTOR_IN + \n * 64), %ymm\n
	.endr
	jmp	.Lclean
.Lload512:
	.irp	n, ALL_LOW
	vmovups	STATE(STATE_VECTOR_IN + \n * 64), %zmm\n
	.endr
	.irp	n, ALL_HIGH
	vmovups	STATE(STATE_VECTOR_IN + \n * 64), %zmm\n
	.endr
	.irp	n, 0,1,2,3,4,5,6,7
	kmovq	STATE(STATE_MASK + \n * 8), %k\n
	.endr
.Lclean:
	cmp	$VECTORS_AVX_CLEAN, %eax
	je	.Lzero
	cmp	$VECTORS_AVX512_CLEAN, %eax
	jne	.Lloaded
.Lzero:
	vzeroupper
.Lloaded:
	push	STATE(STATE_FLAGS_IN)
	popfq
	/* from here on nothing changes the flags */
	mov	STATE(STATE_IN + RAX * 8), %rax
	mov	STATE(STATE_IN + RCX * 8), %rcx
	mov	STATE(STATE_IN + RDX * 8), %rdx
	mov	STATE(STATE_IN + RBX * 8), %rbx
	mov	STATE(STATE_IN + RSP * 8), %rsp
	mov	STATE(STATE_IN + RBP * 8), %rbp
	mov	STATE(STATE_IN + RSI * 8), %rsi
	mov	STATE(STATE_IN + RDI * 8), %rdi
	.irp	n, 8,9,10,11,12,13,14,15
	mov	STATE(STATE_IN + \n * 8), %r\n
	.endr
	call	*STATE(STATE_FUNCTION)
	mov	%rax, STATE(STATE_OUT + RAX * 8)
	mov	%rcx, STATE(STATE_OUT + RCX * 8)
	mov	%rdx, STATE(STATE_OUT + RDX * 8)
	mov	%rbx, STATE(STATE_OUT + RBX * 8)
	mov	%rsp, STATE(STATE_OUT + RSP * 8)
	mov	%rbp, STATE(STATE_OUT + RBP * 8)
	mov	%rsi, STATE(STATE_OUT + RSI * 8)
	mov	%rdi, STATE(STATE_OUT + RDI * 8)
	.irp	n, 8,9,10,11,12,13,14,15
	mov	%r\n, STATE(STATE_OUT + \n * 8)
	.endr
	mov	STATE(STATE_RSP), %rsp
	pushfq
	cld
	pop	STATE(STATE_FLAGS_OUT)
	stmxcsr	STATE(STATE_MXCSR_OUT)
	ldmxcsr	STATE(STATE_MXCSR_OWN)
	fnstenv	STATE(STATE_X87_OUT)
	fninit
	fldcw	STATE(STATE_X87_OWN)

	mov	STATE(STATE_VECTORS), %eax
	cmp	$VECTORS_AVX512, %eax
	jae	.Lstore512
	cmp	$VECTORS_AVX, %eax
	jb	.Lstored
	.irp	n, ALL_LOW
	vmovups	%ymm\n, STATE(STATE_VECTOR_OUT + \n * 64)
	.endr
	vzeroupper
	jmp	.Lstored
.Lstore512:
	.irp	n, ALL_LOW
	vmovups	%zmm\n, STATE(STATE_VECTOR_OUT + \n * 64)
	.endr
	vzeroupper
.Lstored:
	popfq
	pop	%r15
	pop	%r14
	pop	%r13
	pop	%r12
	pop	%rbp
	pop	%rbx
	ret
	.size	trampoline_enter, . - trampoline_enter

	.section .note.GNU-stack, "", @progbits
