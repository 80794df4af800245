# expect: beside kind=general severity=low loop=none at=beside_reload
# spills: array stores=0 reloads=0
# spills: taken stores=0 reloads=0
# spills: object stores=0 reloads=0
# spills: beside stores=1 reloads=1
# An array that is indexed, locals whose address is taken, an object that is stored whole and loaded in parts; beside them a
# register that is really spilled, below the array.
	.intel_syntax noprefix
	.text
	.globl array
	.type array, %function
array:
	sub rsp, 40
	mov [rsp], edi
	mov [rsp + 4], esi
1:
	add eax, [rsp + rdx*4]
	dec rdx
	jns 1b
	add eax, [rsp]
	add rsp, 40
	ret
	.size array, . - array
	.globl taken
	.type taken, %function
taken:
	sub rsp, 24
	mov [rsp + 8], rdi
	lea rdi, [rsp + 8]
	call g
	mov rax, [rsp + 8]
	add rsp, 24
	ret
	.size taken, . - taken
	.globl object
	.type object, %function
object:
	mov [rsp - 16], rdi
	call g
	movzx eax, byte ptr [rsp - 15]
	add eax, [rsp - 16]
	ret
	.size object, . - object
	.globl beside
	.type beside, %function
beside:
	sub rsp, 56
	mov [rsp + 8], rdi
	mov [rsp + 16], esi
	lea rdi, [rsp + 16]
	call g
beside_reload:
	mov rcx, [rsp + 8]
	add eax, [rsp + 20]
	add eax, [rcx]
	add rsp, 56
	ret
	.size beside, . - beside
