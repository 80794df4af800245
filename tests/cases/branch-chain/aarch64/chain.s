// expect: ifs severity=medium confidence=medium at=ifs_branch loop=ifs_loop counts=yes cost=any
// expect: many severity=high confidence=high at=many_branch loop=many_loop counts=yes
// expect: tree severity=medium confidence=medium at=tree_branch loop=tree_loop counts=yes
// expect: zero severity=medium confidence=medium at=zero_branch loop=zero_loop counts=yes
// expect: checked at=checked_branch loop=checked_loop counts=yes
// expect: ranges severity=medium confidence=medium at=ranges_branch loop=ranges_loop counts=yes
// expect: merged at=merged_branch loop=merged_loop counts=yes
// expect: wide at=wide_branch loop=wide_loop counts=yes
// expect: negative at=negative_branch loop=negative_loop counts=yes
// expect: scan at=scan_branch loop=scan_loop counts=yes
// expect: invariant severity=low confidence=low at=invariant_branch loop=invariant_loop counts=yes
// Three or more compares of one value with constants. Twins in chain_twin.s.
	.text
	.macro func name
	.globl \name
	.type \name, %function
\name:
	mov x5, #0
	.endm
	.macro bump at
	ldr x7, [x2, #\at]
	add x7, x7, #1
	str x7, [x2, #\at]
	.endm
	.macro endf name
\name\()_next:
	add x5, x5, #1
	cmp x5, x1
	b.ne \name\()_loop
	ret
	.size \name, . - \name
	.endm

	func ifs
ifs_loop:
	ldrb w6, [x0, x5]
	cmp w6, #10
ifs_branch:
	b.eq 1f
	cmp w6, #34
	b.eq 2f
	cmp w6, #92
	b.ne ifs_next
	bump 0
	b ifs_next
1:
	bump 8
	b ifs_next
2:
	bump 16
	endf ifs

	func many
many_loop:
	ldrb w6, [x0, x5]
	cmp w6, #10
many_branch:
	b.eq 1f
	cmp w6, #34
	b.eq 1f
	cmp w6, #92
	b.eq 1f
	cmp w6, #127
	b.eq 1f
	cmp w6, #200
	b.ne many_next
1:
	bump 0
	endf many

// A compare tree, three deep.
	func tree
tree_loop:
	ldr w6, [x0, x5, lsl #2]
	cmp w6, #1000
tree_branch:
	b.hi 2f
	cmp w6, #80
	b.eq 3f
	cmp w6, #443
	b.eq 4f
	b tree_next
2:
	cmp w6, #2, lsl #12
	b.eq 3f
	b tree_next
3:
	bump 0
	b tree_next
4:
	bump 8
	endf tree

// Zero and the sign are compared by the branch itself.
	func zero
zero_loop:
	ldr w6, [x0, x5, lsl #2]
zero_branch:
	cbz w6, 1f
	tbnz w6, #31, 2f
	cmp w6, #9
	b.gt zero_next
1:
	bump 0
	b zero_next
2:
	bump 8
	endf zero

// The first branch is a check that fails for good, bounds-check's place: the chain's is the next one.
	func checked
checked_loop:
	ldrb w6, [x0, x5]
	cmp w6, #10
	b.eq checked_fails
	cmp w6, #34
checked_branch:
	b.eq 1f
	cmp w6, #92
	b.eq 2f
	cmp w6, #60
	b.ne checked_next
1:
	bump 0
	b checked_next
2:
	bump 8
	endf checked
checked_fails:
	bl abort
	.size checked, . - checked

// Ranges, each a subtraction and a compare.
	func ranges
ranges_loop:
	ldrb w6, [x0, x5]
	sub w7, w6, #48
	and w7, w7, #0xff
	cmp w7, #9
ranges_branch:
	b.ls 1f
	sub w7, w6, #65
	and w7, w7, #0xff
	cmp w7, #25
	b.ls 2f
	sub w7, w6, #97
	and w7, w7, #0xff
	cmp w7, #25
	b.hi ranges_next
	bump 0
	b ranges_next
1:
	bump 8
	b ranges_next
2:
	bump 16
	endf ranges

// Pairs of compares before each branch: three branches in a row all the same.
	func merged
merged_loop:
	ldrb w6, [x0, x5]
	cmp w6, #10
	ccmp w6, #13, #4, ne
merged_branch:
	b.eq 1f
	cmp w6, #20
	ccmp w6, #23, #4, ne
	b.eq 2f
	cmp w6, #30
	b.ne merged_next
	bump 0
	b merged_next
1:
	bump 8
	b merged_next
2:
	bump 16
	endf merged

// Constants that need two instructions, in registers since before the loop.
	func wide
	mov w8, #0x4154
	movk w8, #0x4944, lsl #16
	mov w9, #0x5445
	movk w9, #0x504c, lsl #16
	mov w10, #0x5874
	movk w10, #0x7445, lsl #16
wide_loop:
	ldr w6, [x0, x5, lsl #2]
	cmp w6, w8
wide_branch:
	b.eq 1f
	cmp w6, w9
	b.eq 1f
	cmp w6, w10
	b.ne wide_next
1:
	bump 0
	endf wide

	func negative
negative_loop:
	ldrsw x6, [x0, x5, lsl #2]
	cmn x6, #1
negative_branch:
	b.eq 1f
	cmn x6, #11
	b.eq 1f
	cmp x6, #4
	b.ne negative_next
1:
	bump 0
	endf negative

// A scan for one of three ends.
	.globl scan
	.type scan, %function
scan:
	sub x0, x0, #1
scan_loop:
	ldrb w6, [x0, #1]!
	cmp w6, #60
scan_branch:
	b.eq 1f
	cmp w6, #38
	b.eq 1f
	cbnz w6, scan_loop
1:
	ret
	.size scan, . - scan

// The mode does not change in the loop: the branches are free, and would be better outside.
	func invariant
invariant_loop:
	ldr w6, [x0, x5, lsl #2]
	cmp w3, #7
invariant_branch:
	b.eq 1f
	cmp w3, #17
	b.eq 2f
	cmp w3, #27
	b.ne invariant_next
	bump 0
	b invariant_next
1:
	bump 8
	b invariant_next
2:
	bump 16
	endf invariant
