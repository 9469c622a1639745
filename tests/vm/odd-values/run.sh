# What no value of its type has is refused wherever it is hidden: in structs, in arrays, in
# arrays of arrays.
insmod odd.ko
odd='--ty odd_ops --module odd'
in_background instance attach good.bpf.o $odd --hold
stop_background
refused 'errno: Some(33)' instance attach mode.bpf.o $odd
logged 'odd_ops: modes[i][j] is none of its values'
refused 'errno: Some(33)' instance attach nested.bpf.o $odd
logged 'odd_ops: config.mode is none of its values'
refused 'errno: Some(36)' instance attach endless.bpf.o $odd
logged 'odd_ops: names[i] has no end mark'
refused 'errno: Some(36)' instance attach text.bpf.o $odd
logged 'odd_ops: config.name has no end mark'
# A byte that no C initialiser could write: the switches lie behind the name, the flags
# behind the config.
refused 'errno: Some(33)' instance attach good.bpf.o $odd --byte 16=2
logged 'odd_ops: flags[i] is neither true nor false'
refused 'errno: Some(33)' instance attach good.bpf.o $odd --byte 9=7
logged 'odd_ops: config.on[i] is neither true nor false'
remove_module odd
