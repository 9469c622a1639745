// SPDX-License-Identifier: GPL-2.0
#include "fuse_post_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

FUSE_POST_OPS_OPEN_POSTFILTER(fuse_post_open_postfilter,
			      struct fuse_filter_meta *meta,
			      struct fuse_filter_answer *answer)
{
	bpf_printk("open_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_OPENDIR_POSTFILTER(fuse_post_opendir_postfilter,
				 struct fuse_filter_meta *meta,
				 struct fuse_filter_answer *answer)
{
	bpf_printk("opendir_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_CREATE_OPEN_POSTFILTER(fuse_post_create_open_postfilter,
				     struct fuse_filter_meta *meta,
				     struct fuse_filter_answer *answer)
{
	bpf_printk("create_open_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_RELEASE_POSTFILTER(fuse_post_release_postfilter,
				 struct fuse_filter_meta *meta,
				 struct fuse_filter_answer *answer)
{
	bpf_printk("release_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_RELEASEDIR_POSTFILTER(fuse_post_releasedir_postfilter,
				    struct fuse_filter_meta *meta,
				    struct fuse_filter_answer *answer)
{
	bpf_printk("releasedir_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_FLUSH_POSTFILTER(fuse_post_flush_postfilter,
			       struct fuse_filter_meta *meta,
			       struct fuse_filter_answer *answer)
{
	bpf_printk("flush_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_LSEEK_POSTFILTER(fuse_post_lseek_postfilter,
			       struct fuse_filter_meta *meta,
			       struct fuse_filter_answer *answer)
{
	bpf_printk("lseek_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_COPY_FILE_RANGE_POSTFILTER(fuse_post_copy_file_range_postfilter,
					 struct fuse_filter_meta *meta,
					 struct fuse_filter_answer *answer)
{
	bpf_printk("copy_file_range_postfilter(meta=%p, answer=%p)", meta,
		   answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_FSYNC_POSTFILTER(fuse_post_fsync_postfilter,
			       struct fuse_filter_meta *meta,
			       struct fuse_filter_answer *answer)
{
	bpf_printk("fsync_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_DIR_FSYNC_POSTFILTER(fuse_post_dir_fsync_postfilter,
				   struct fuse_filter_meta *meta,
				   struct fuse_filter_answer *answer)
{
	bpf_printk("dir_fsync_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_GETXATTR_POSTFILTER(fuse_post_getxattr_postfilter,
				  struct fuse_filter_meta *meta,
				  struct fuse_filter_answer *answer)
{
	bpf_printk("getxattr_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_LISTXATTR_POSTFILTER(fuse_post_listxattr_postfilter,
				   struct fuse_filter_meta *meta,
				   struct fuse_filter_answer *answer)
{
	bpf_printk("listxattr_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_SETXATTR_POSTFILTER(fuse_post_setxattr_postfilter,
				  struct fuse_filter_meta *meta,
				  struct fuse_filter_answer *answer)
{
	bpf_printk("setxattr_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_REMOVEXATTR_POSTFILTER(fuse_post_removexattr_postfilter,
				     struct fuse_filter_meta *meta,
				     struct fuse_filter_answer *answer)
{
	bpf_printk("removexattr_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_READ_ITER_POSTFILTER(fuse_post_read_iter_postfilter,
				   struct fuse_filter_meta *meta,
				   struct fuse_filter_answer *answer)
{
	bpf_printk("read_iter_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_WRITE_ITER_POSTFILTER(fuse_post_write_iter_postfilter,
				    struct fuse_filter_meta *meta,
				    struct fuse_filter_answer *answer)
{
	bpf_printk("write_iter_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_FILE_FALLOCATE_POSTFILTER(fuse_post_file_fallocate_postfilter,
					struct fuse_filter_meta *meta,
					struct fuse_filter_answer *answer)
{
	bpf_printk("file_fallocate_postfilter(meta=%p, answer=%p)", meta,
		   answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_MKNOD_POSTFILTER(fuse_post_mknod_postfilter,
			       struct fuse_filter_meta *meta,
			       struct fuse_filter_answer *answer)
{
	bpf_printk("mknod_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_MKDIR_POSTFILTER(fuse_post_mkdir_postfilter,
			       struct fuse_filter_meta *meta,
			       struct fuse_filter_answer *answer)
{
	bpf_printk("mkdir_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_RMDIR_POSTFILTER(fuse_post_rmdir_postfilter,
			       struct fuse_filter_meta *meta,
			       struct fuse_filter_answer *answer)
{
	bpf_printk("rmdir_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_RENAME2_POSTFILTER(fuse_post_rename2_postfilter,
				 struct fuse_filter_meta *meta,
				 struct fuse_filter_answer *answer)
{
	bpf_printk("rename2_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_RENAME_POSTFILTER(fuse_post_rename_postfilter,
				struct fuse_filter_meta *meta,
				struct fuse_filter_answer *answer)
{
	bpf_printk("rename_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_UNLINK_POSTFILTER(fuse_post_unlink_postfilter,
				struct fuse_filter_meta *meta,
				struct fuse_filter_answer *answer)
{
	bpf_printk("unlink_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_LINK_POSTFILTER(fuse_post_link_postfilter,
			      struct fuse_filter_meta *meta,
			      struct fuse_filter_answer *answer)
{
	bpf_printk("link_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_GETATTR_POSTFILTER(fuse_post_getattr_postfilter,
				 struct fuse_filter_meta *meta,
				 struct fuse_filter_answer *answer)
{
	bpf_printk("getattr_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_SETATTR_POSTFILTER(fuse_post_setattr_postfilter,
				 struct fuse_filter_meta *meta,
				 struct fuse_filter_answer *answer)
{
	bpf_printk("setattr_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_STATFS_POSTFILTER(fuse_post_statfs_postfilter,
				struct fuse_filter_meta *meta,
				struct fuse_filter_answer *answer)
{
	bpf_printk("statfs_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_GET_LINK_POSTFILTER(fuse_post_get_link_postfilter,
				  struct fuse_filter_meta *meta,
				  struct fuse_filter_answer *answer)
{
	bpf_printk("get_link_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_SYMLINK_POSTFILTER(fuse_post_symlink_postfilter,
				 struct fuse_filter_meta *meta,
				 struct fuse_filter_answer *answer)
{
	bpf_printk("symlink_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_READDIR_POSTFILTER(fuse_post_readdir_postfilter,
				 struct fuse_filter_meta *meta,
				 struct fuse_filter_answer *answer)
{
	bpf_printk("readdir_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_ACCESS_POSTFILTER(fuse_post_access_postfilter,
				struct fuse_filter_meta *meta,
				struct fuse_filter_answer *answer)
{
	bpf_printk("access_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

FUSE_POST_OPS_LOOKUP_POSTFILTER(fuse_post_lookup_postfilter,
				struct fuse_filter_meta *meta,
				struct fuse_filter_answer *answer)
{
	bpf_printk("lookup_postfilter(meta=%p, answer=%p)", meta, answer);
	return FUSE_FILTER_PASS;
}

SEC(".struct_ops.link")
struct fuse_post_ops fuse_post_ops = {
	.name = "fuse_post", /* must be set */
	.open_postfilter = (void *)fuse_post_open_postfilter,
	.opendir_postfilter = (void *)fuse_post_opendir_postfilter,
	.create_open_postfilter = (void *)fuse_post_create_open_postfilter,
	.release_postfilter = (void *)fuse_post_release_postfilter,
	.releasedir_postfilter = (void *)fuse_post_releasedir_postfilter,
	.flush_postfilter = (void *)fuse_post_flush_postfilter,
	.lseek_postfilter = (void *)fuse_post_lseek_postfilter,
	.copy_file_range_postfilter = (void *)fuse_post_copy_file_range_postfilter,
	.fsync_postfilter = (void *)fuse_post_fsync_postfilter,
	.dir_fsync_postfilter = (void *)fuse_post_dir_fsync_postfilter,
	.getxattr_postfilter = (void *)fuse_post_getxattr_postfilter,
	.listxattr_postfilter = (void *)fuse_post_listxattr_postfilter,
	.setxattr_postfilter = (void *)fuse_post_setxattr_postfilter,
	.removexattr_postfilter = (void *)fuse_post_removexattr_postfilter,
	.read_iter_postfilter = (void *)fuse_post_read_iter_postfilter,
	.write_iter_postfilter = (void *)fuse_post_write_iter_postfilter,
	.file_fallocate_postfilter = (void *)fuse_post_file_fallocate_postfilter,
	.mknod_postfilter = (void *)fuse_post_mknod_postfilter,
	.mkdir_postfilter = (void *)fuse_post_mkdir_postfilter,
	.rmdir_postfilter = (void *)fuse_post_rmdir_postfilter,
	.rename2_postfilter = (void *)fuse_post_rename2_postfilter,
	.rename_postfilter = (void *)fuse_post_rename_postfilter,
	.unlink_postfilter = (void *)fuse_post_unlink_postfilter,
	.link_postfilter = (void *)fuse_post_link_postfilter,
	.getattr_postfilter = (void *)fuse_post_getattr_postfilter,
	.setattr_postfilter = (void *)fuse_post_setattr_postfilter,
	.statfs_postfilter = (void *)fuse_post_statfs_postfilter,
	.get_link_postfilter = (void *)fuse_post_get_link_postfilter,
	.symlink_postfilter = (void *)fuse_post_symlink_postfilter,
	.readdir_postfilter = (void *)fuse_post_readdir_postfilter,
	.access_postfilter = (void *)fuse_post_access_postfilter,
	.lookup_postfilter = (void *)fuse_post_lookup_postfilter,
};
