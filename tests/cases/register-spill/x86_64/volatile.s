# expect: f_twin kind=general severity=high
# spills: f stores=0 reloads=0
# spills: f_twin stores=2 reloads=2
# A volatile local is loaded although a register still holds it; the twin's register was used for something else.
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	mov [rsp - 12], edi
1:
	mov eax, [rsp - 12]
	add eax, 1
	mov [rsp - 12], eax
	mov eax, [rsp - 12]
	cmp eax, esi
	jl 1b
	ret
	.size f, . - f
	.globl f_twin
	.type f_twin, %function
f_twin:
	mov [rsp - 12], edi
1:
	mov eax, [rsp - 12]
	add eax, 1
	mov [rsp - 12], eax
	mov eax, [rdx]
	add [rcx], eax
	mov eax, [rsp - 12]
	cmp eax, esi
	jl 1b
	ret
	.size f_twin, . - f_twin
