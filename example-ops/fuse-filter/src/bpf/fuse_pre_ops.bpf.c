// SPDX-License-Identifier: GPL-2.0
#include "fuse_pre_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* Requests that nothing else filters. */
FUSE_PRE_OPS_DEFAULT_FILTER(fuse_pre_default_filter,
			    struct fuse_filter_meta *meta)
{
	bpf_printk("default_filter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_OPEN_PREFILTER(fuse_pre_open_prefilter,
			    struct fuse_filter_meta *meta)
{
	bpf_printk("open_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_OPENDIR_PREFILTER(fuse_pre_opendir_prefilter,
			       struct fuse_filter_meta *meta)
{
	bpf_printk("opendir_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_CREATE_OPEN_PREFILTER(fuse_pre_create_open_prefilter,
				   struct fuse_filter_meta *meta)
{
	bpf_printk("create_open_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_RELEASE_PREFILTER(fuse_pre_release_prefilter,
			       struct fuse_filter_meta *meta)
{
	bpf_printk("release_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_RELEASEDIR_PREFILTER(fuse_pre_releasedir_prefilter,
				  struct fuse_filter_meta *meta)
{
	bpf_printk("releasedir_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_FLUSH_PREFILTER(fuse_pre_flush_prefilter,
			     struct fuse_filter_meta *meta)
{
	bpf_printk("flush_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_LSEEK_PREFILTER(fuse_pre_lseek_prefilter,
			     struct fuse_filter_meta *meta)
{
	bpf_printk("lseek_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_COPY_FILE_RANGE_PREFILTER(fuse_pre_copy_file_range_prefilter,
				       struct fuse_filter_meta *meta)
{
	bpf_printk("copy_file_range_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_FSYNC_PREFILTER(fuse_pre_fsync_prefilter,
			     struct fuse_filter_meta *meta)
{
	bpf_printk("fsync_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_DIR_FSYNC_PREFILTER(fuse_pre_dir_fsync_prefilter,
				 struct fuse_filter_meta *meta)
{
	bpf_printk("dir_fsync_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_GETXATTR_PREFILTER(fuse_pre_getxattr_prefilter,
				struct fuse_filter_meta *meta)
{
	bpf_printk("getxattr_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_LISTXATTR_PREFILTER(fuse_pre_listxattr_prefilter,
				 struct fuse_filter_meta *meta)
{
	bpf_printk("listxattr_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_SETXATTR_PREFILTER(fuse_pre_setxattr_prefilter,
				struct fuse_filter_meta *meta)
{
	bpf_printk("setxattr_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_REMOVEXATTR_PREFILTER(fuse_pre_removexattr_prefilter,
				   struct fuse_filter_meta *meta)
{
	bpf_printk("removexattr_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_READ_ITER_PREFILTER(fuse_pre_read_iter_prefilter,
				 struct fuse_filter_meta *meta)
{
	bpf_printk("read_iter_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_WRITE_ITER_PREFILTER(fuse_pre_write_iter_prefilter,
				  struct fuse_filter_meta *meta)
{
	bpf_printk("write_iter_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_FILE_FALLOCATE_PREFILTER(fuse_pre_file_fallocate_prefilter,
				      struct fuse_filter_meta *meta)
{
	bpf_printk("file_fallocate_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_MKNOD_PREFILTER(fuse_pre_mknod_prefilter,
			     struct fuse_filter_meta *meta)
{
	bpf_printk("mknod_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_MKDIR_PREFILTER(fuse_pre_mkdir_prefilter,
			     struct fuse_filter_meta *meta)
{
	bpf_printk("mkdir_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_RMDIR_PREFILTER(fuse_pre_rmdir_prefilter,
			     struct fuse_filter_meta *meta)
{
	bpf_printk("rmdir_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_RENAME2_PREFILTER(fuse_pre_rename2_prefilter,
			       struct fuse_filter_meta *meta)
{
	bpf_printk("rename2_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_RENAME_PREFILTER(fuse_pre_rename_prefilter,
			      struct fuse_filter_meta *meta)
{
	bpf_printk("rename_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_UNLINK_PREFILTER(fuse_pre_unlink_prefilter,
			      struct fuse_filter_meta *meta)
{
	bpf_printk("unlink_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_LINK_PREFILTER(fuse_pre_link_prefilter,
			    struct fuse_filter_meta *meta)
{
	bpf_printk("link_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_GETATTR_PREFILTER(fuse_pre_getattr_prefilter,
			       struct fuse_filter_meta *meta)
{
	bpf_printk("getattr_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_SETATTR_PREFILTER(fuse_pre_setattr_prefilter,
			       struct fuse_filter_meta *meta)
{
	bpf_printk("setattr_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_STATFS_PREFILTER(fuse_pre_statfs_prefilter,
			      struct fuse_filter_meta *meta)
{
	bpf_printk("statfs_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_GET_LINK_PREFILTER(fuse_pre_get_link_prefilter,
				struct fuse_filter_meta *meta)
{
	bpf_printk("get_link_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_SYMLINK_PREFILTER(fuse_pre_symlink_prefilter,
			       struct fuse_filter_meta *meta)
{
	bpf_printk("symlink_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_READDIR_PREFILTER(fuse_pre_readdir_prefilter,
			       struct fuse_filter_meta *meta)
{
	bpf_printk("readdir_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_ACCESS_PREFILTER(fuse_pre_access_prefilter,
			      struct fuse_filter_meta *meta)
{
	bpf_printk("access_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

FUSE_PRE_OPS_LOOKUP_PREFILTER(fuse_pre_lookup_prefilter,
			      struct fuse_filter_meta *meta)
{
	bpf_printk("lookup_prefilter(meta=%p)", meta);
	return FUSE_FILTER_PASS;
}

SEC(".struct_ops.link")
struct fuse_pre_ops fuse_pre_ops = {
	.name = "fuse_pre", /* must be set */
	.default_filter = (void *)fuse_pre_default_filter,
	.open_prefilter = (void *)fuse_pre_open_prefilter,
	.opendir_prefilter = (void *)fuse_pre_opendir_prefilter,
	.create_open_prefilter = (void *)fuse_pre_create_open_prefilter,
	.release_prefilter = (void *)fuse_pre_release_prefilter,
	.releasedir_prefilter = (void *)fuse_pre_releasedir_prefilter,
	.flush_prefilter = (void *)fuse_pre_flush_prefilter,
	.lseek_prefilter = (void *)fuse_pre_lseek_prefilter,
	.copy_file_range_prefilter = (void *)fuse_pre_copy_file_range_prefilter,
	.fsync_prefilter = (void *)fuse_pre_fsync_prefilter,
	.dir_fsync_prefilter = (void *)fuse_pre_dir_fsync_prefilter,
	.getxattr_prefilter = (void *)fuse_pre_getxattr_prefilter,
	.listxattr_prefilter = (void *)fuse_pre_listxattr_prefilter,
	.setxattr_prefilter = (void *)fuse_pre_setxattr_prefilter,
	.removexattr_prefilter = (void *)fuse_pre_removexattr_prefilter,
	.read_iter_prefilter = (void *)fuse_pre_read_iter_prefilter,
	.write_iter_prefilter = (void *)fuse_pre_write_iter_prefilter,
	.file_fallocate_prefilter = (void *)fuse_pre_file_fallocate_prefilter,
	.mknod_prefilter = (void *)fuse_pre_mknod_prefilter,
	.mkdir_prefilter = (void *)fuse_pre_mkdir_prefilter,
	.rmdir_prefilter = (void *)fuse_pre_rmdir_prefilter,
	.rename2_prefilter = (void *)fuse_pre_rename2_prefilter,
	.rename_prefilter = (void *)fuse_pre_rename_prefilter,
	.unlink_prefilter = (void *)fuse_pre_unlink_prefilter,
	.link_prefilter = (void *)fuse_pre_link_prefilter,
	.getattr_prefilter = (void *)fuse_pre_getattr_prefilter,
	.setattr_prefilter = (void *)fuse_pre_setattr_prefilter,
	.statfs_prefilter = (void *)fuse_pre_statfs_prefilter,
	.get_link_prefilter = (void *)fuse_pre_get_link_prefilter,
	.symlink_prefilter = (void *)fuse_pre_symlink_prefilter,
	.readdir_prefilter = (void *)fuse_pre_readdir_prefilter,
	.access_prefilter = (void *)fuse_pre_access_prefilter,
	.lookup_prefilter = (void *)fuse_pre_lookup_prefilter,
};
