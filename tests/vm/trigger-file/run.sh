# Root may write the trigger, nobody may read it, and a page is the most it takes.
insmod /guest/bpf_testmod.ko
[ "$(stat -c %a "$trigger_file")" = 200 ] || fail 'wrong mode'
head -c 4096 /dev/zero >"$trigger_file" || fail 'a page was refused'
head -c 4097 /dev/zero >long
! dd if=long of="$trigger_file" bs=8192 2>dd.out || fail 'more than a page was taken'
remove_module bpf_testmod
