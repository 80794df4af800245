# expect: ifs severity=medium confidence=medium at=ifs_branch loop=ifs_loop counts=yes cost=any
# expect: many severity=high confidence=high at=many_branch loop=many_loop counts=yes
# expect: tree severity=medium confidence=medium at=tree_branch loop=tree_loop counts=yes
# expect: down severity=medium confidence=medium at=down_branch loop=down_loop counts=yes
# expect: checked at=checked_branch loop=checked_loop counts=yes
# expect: ranges severity=medium confidence=medium at=ranges_branch loop=ranges_loop counts=yes
# expect: memory at=memory_branch loop=memory_loop counts=yes
# expect: reloaded at=reloaded_branch loop=reloaded_loop counts=yes
# expect: registers at=registers_branch loop=registers_loop counts=yes
# expect: doubles at=doubles_branch loop=doubles_loop counts=yes
# expect: scan at=scan_branch loop=scan_loop counts=yes
# expect: invariant severity=low confidence=low at=invariant_branch loop=invariant_loop counts=yes
# Three or more compares of one value with constants. Twins in chain_twin.s.
	.intel_syntax noprefix
	.text
	.macro func name
	.globl \name
	.type \name, %function
\name:
	xor ecx, ecx
	.endm
	.macro endf name
\name\()_next:
	inc rcx
	cmp rcx, rsi
	jne \name\()_loop
	ret
	.size \name, . - \name
	.endm

	func ifs
ifs_loop:
	movzx eax, byte ptr [rdi + rcx]
	cmp al, 10
ifs_branch:
	je 1f
	cmp al, 34
	je 2f
	cmp al, 92
	jne ifs_next
	inc qword ptr [rdx]
	jmp ifs_next
1:
	inc qword ptr [rdx + 8]
	jmp ifs_next
2:
	inc qword ptr [rdx + 16]
	endf ifs

	func many
many_loop:
	movzx eax, byte ptr [rdi + rcx]
	cmp al, 10
many_branch:
	je 1f
	cmp al, 34
	je 1f
	cmp al, 92
	je 1f
	cmp al, 127
	je 1f
	cmp al, 200
	jne many_next
1:
	inc qword ptr [rdx]
	endf many

# A compare tree, three deep.
	func tree
tree_loop:
	mov eax, [rdi + rcx*4]
	cmp eax, 1000
tree_branch:
	ja 2f
	cmp eax, 80
	je 3f
	cmp eax, 443
	je 4f
	jmp tree_next
2:
	cmp eax, 8080
	je 3f
	jmp tree_next
3:
	inc qword ptr [rdx]
	jmp tree_next
4:
	inc qword ptr [rdx + 8]
	endf tree

# What older compilers make of a switch: counted down.
	func down
down_loop:
	mov eax, [rdi + rcx*4]
	test eax, eax
down_branch:
	je 1f
	dec eax
	je 2f
	sub eax, 3
	je 3f
	jmp down_next
1:
	inc qword ptr [rdx]
	jmp down_next
2:
	inc qword ptr [rdx + 8]
	jmp down_next
3:
	inc qword ptr [rdx + 16]
	endf down

# The first branch is a check that fails for good, bounds-check's place: the chain's is the next one.
	func checked
checked_loop:
	movzx eax, byte ptr [rdi + rcx]
	cmp al, 10
	je checked_fails
	cmp al, 34
checked_branch:
	je 1f
	cmp al, 92
	je 2f
	cmp al, 60
	jne checked_next
1:
	inc qword ptr [rdx]
	jmp checked_next
2:
	inc qword ptr [rdx + 8]
	endf checked
checked_fails:
	push rax
	call abort
	.size checked, . - checked

# Ranges, each a subtraction and a compare.
	func ranges
ranges_loop:
	movzx eax, byte ptr [rdi + rcx]
	lea r8d, [rax - 48]
	cmp r8b, 9
ranges_branch:
	jbe 1f
	lea r8d, [rax - 65]
	cmp r8b, 25
	jbe 2f
	lea r8d, [rax - 97]
	cmp r8b, 25
	ja ranges_next
	inc qword ptr [rdx]
	jmp ranges_next
1:
	inc qword ptr [rdx + 8]
	jmp ranges_next
2:
	inc qword ptr [rdx + 16]
	endf ranges

	func memory
memory_loop:
	cmp byte ptr [rdi + rcx], 10
memory_branch:
	je 1f
	cmp byte ptr [rdi + rcx], 34
	je 1f
	cmp byte ptr [rdi + rcx], 92
	jne memory_next
1:
	inc qword ptr [rdx]
	endf memory

	func reloaded
reloaded_loop:
	movzx eax, byte ptr [rdi + rcx]
	cmp al, 10
reloaded_branch:
	je 1f
	movzx eax, byte ptr [rdi + rcx]
	cmp al, 34
	je 1f
	movzx eax, byte ptr [rdi + rcx]
	cmp al, 92
	jne reloaded_next
1:
	inc qword ptr [rdx]
	endf reloaded

# Constants too wide for an immediate, in registers since before the loop.
	func registers
	movabs r8, 0x1234567890
	movabs r9, 0x2234567890
	movabs r10, 0x3234567890
registers_loop:
	mov rax, [rdi + rcx*8]
	cmp rax, r8
registers_branch:
	je 1f
	cmp rax, r9
	je 1f
	cmp rax, r10
	jne registers_next
1:
	inc qword ptr [rdx]
	endf registers

	func doubles
doubles_loop:
	movsd xmm0, [rdi + rcx*8]
	comisd xmm0, [rip + doubles_table]
doubles_branch:
	jb 1f
	comisd xmm0, [rip + doubles_table + 8]
	jb 2f
	comisd xmm0, [rip + doubles_table + 16]
	jb 3f
	jmp doubles_next
1:
	inc qword ptr [rdx]
	jmp doubles_next
2:
	inc qword ptr [rdx + 8]
	jmp doubles_next
3:
	inc qword ptr [rdx + 16]
	endf doubles
	.section .rodata
	.p2align 3
doubles_table:
	.double 0.1, 0.25, 0.5
	.text

# A scan for one of three ends.
	.globl scan
	.type scan, %function
scan:
	dec rdi
scan_loop:
	inc rdi
	movzx eax, byte ptr [rdi]
	cmp al, 60
scan_branch:
	je 1f
	cmp al, 38
	je 1f
	test al, al
	jne scan_loop
1:
	mov rax, rdi
	ret
	.size scan, . - scan

# The mode does not change in the loop: the branches are free, and would be better outside.
	func invariant
invariant_loop:
	mov eax, [rdi + rcx*4]
	cmp r8d, 7
invariant_branch:
	je 1f
	cmp r8d, 17
	je 2f
	cmp r8d, 27
	jne invariant_next
	add [rdx], eax
	jmp invariant_next
1:
	sub [rdx], eax
	jmp invariant_next
2:
	xor [rdx], eax
	endf invariant
