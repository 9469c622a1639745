# A program reads the module's struct, and the kernel's through a view whose offsets are
# not the kernel's; it may not write, nor read what the kernel does not have.
insmod /guest/jukebox.ko
in_background context-struct --period 1h
logged 'price(&(struct jukebox_track){}, JUKEBOX_MODE_SHUFFLE) returned: 3' \
	"choose(&(struct jukebox_track){}, current) returned: $background"
grep -qF 'context-struct chooses track 0' "$trace" || fail 'the view does not show the name'
stop_background

jukebox='--ty jukebox_ops --module jukebox'
refused 'only read is supported' instance attach write.bpf.o $jukebox
refused 'favourite_song' instance attach absent_field.bpf.o $jukebox
remove_module jukebox
