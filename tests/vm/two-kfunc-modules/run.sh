# Two modules have a kfunc of one name: an object runs on either. With both there, libbpf
# takes the one that was loaded first, and its module refuses the other's type. Newer kernels
# let no second module with such a kfunc in.
insmod deck.ko
./attach_one either.bpf.o deck /proc/deck_trigger
logged 'play() returned: 3'
remove_module deck

insmod radio.ko
./attach_one either.bpf.o radio /proc/radio_trigger
logged 'play() returned: 8'

if insmod deck.ko; then
	./attach_one either.bpf.o radio /proc/radio_trigger
	refused 'stereo_volume is not allowed' ./attach_one either.bpf.o deck /proc/deck_trigger
	remove_module deck
else
	logged 'kfunc stereo_volume' 'is already present in module radio' \
		'deck: cannot register the kfuncs: -22'
fi
remove_module radio
