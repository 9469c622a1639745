use struct_ops::prelude::*;

#[struct_ops]
pub mod shelf {
    /// A type the kernel has.
    #[kernel]
    pub struct task_struct {
        pub pid: i32,
        /// The verifier lets programs follow it, and protects what they find by RCU.
        pub real_parent: *mut task_struct,
    }

    /// A track on the shelf.
    pub struct Track {
        pub id: u32,
        /// How often it was played.
        pub plays: u32,
        pub title: [c_char; 16],
    }

    /// How far a walk over the shelf has come.
    pub struct Tracks {
        pub at: u32,
        pub end: u32,
    }

    pub const TRACKS: u32 = 4;

    /// What programs may call. The bodies are in `shelf_main.c`.
    #[kfuncs]
    pub trait TrackKfuncs {
        /// Takes a track off the shelf.
        fn track_get(id: u32) -> Option<Ref<Track>>;

        /// Puts a track back.
        fn track_put(track: Ref<Track>);

        /// Counts a play of the track, or of silence. How many there were before.
        fn track_play(track: Option<&Track>) -> u32;

        /// Writes the track's title where the program wants it. Its length.
        fn track_title(track: &Track, #[buffer(room)] title: *mut c_char, room: u32) -> i32;

        /// How many tracks are off the shelf. Programs that user space runs may ask as well.
        #[programs(struct_ops, syscall)]
        fn taken() -> u32;
    }

    #[kfuncs]
    pub trait ShelfKfuncs {
        /// Takes the track of that title off the shelf.
        fn track_find(#[string] title: *const c_char) -> Option<Ref<Track>>;

        /// A task's favourite track.
        #[rcu]
        fn favourite(task: &task_struct) -> u32;

        /// Begins a walk over the tracks from that one on.
        #[iterator(new)]
        fn tracks_new(state: &mut Tracks, from: u32) -> i32;

        /// The next track of a walk.
        #[iterator(next)]
        fn tracks_next(state: &mut Tracks) -> Option<&Track>;

        /// Ends a walk.
        #[iterator(destroy)]
        fn tracks_destroy(state: &mut Tracks);

        /// Dusts the shelf.
        #[sleepable]
        fn dust(milliseconds: u32);
    }

    /// A shelf asks a program what to play.
    #[ops(trigger = "/proc/shelf_trigger")]
    pub trait ShelfOps {
        /// Plays a track for somebody.
        #[trigger(2, current)]
        fn play(&self, id: u32, listener: &task_struct) -> i32 {
            0
        }

        /// Looks for a track.
        fn search(&self) -> i32 {
            0
        }

        /// Cleans up, which takes its time.
        #[sleepable]
        #[trigger(1)]
        fn clean(&self, milliseconds: u32) -> i32 {
            0
        }
    }
}
