# Two modules have a kfunc of one name: an object runs on either. With both there, libbpf
# takes the one that was loaded first, and its module refuses the other's type.
insmod deck.ko
./attach_one either.bpf.o deck /proc/deck_trigger
logged 'play() returned: 3'
remove_module deck

insmod radio.ko
./attach_one either.bpf.o radio /proc/radio_trigger
logged 'play() returned: 8'

insmod deck.ko
./attach_one either.bpf.o radio /proc/radio_trigger
refused 'stereo_volume is not allowed' \
	./attach_one either.bpf.o deck /proc/deck_trigger
remove_module deck
remove_module radio
