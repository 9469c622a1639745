# References to a struct of the module: the kfunc that releases them is what the stub
# calls where no program does, and the caller where a program gave it one.
insmod purse.ko
purse='--ty purse_ops --module purse'
poke=/sys/module/purse/parameters/poke
echo alone >$poke
logged 'alone: got 1, gave back 1'

in_background instance attach good.bpf.o $purse --hold
echo attached >$poke
logged 'attached: got 2, gave back 2'
grep -qF 'kept coin 7' "$trace" || fail 'keep did not run'
printf x >/proc/purse_trigger
echo again >$poke
logged 'again: got 4, gave back 4'
not_logged 'give() returned: 0000000000000000'
stop_background

refused 'Unreleased reference' instance attach keeps.bpf.o $purse
remove_module purse
