# expect: f_twin kind=general severity=low
# spills: f stores=0 reloads=0
# spills: f_twin stores=1 reloads=1
# A store that cannot reach the load: it stands behind it, and what is loaded comes from a constant. The twin's store
# reaches it around a branch.
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	sub rsp, 24
	mov dword ptr [rsp + 8], 1
	call g
	mov eax, [rsp + 8]
	mov [rsp + 8], edi
	add rsp, 24
	ret
	.size f, . - f
	.globl f_twin
	.type f_twin, %function
f_twin:
	sub rsp, 24
	mov [rsp + 8], edi
	test esi, esi
	je 1f
	call g
1:
	mov eax, [rsp + 8]
	add rsp, 24
	ret
	.size f_twin, . - f_twin
