"""Pictures that are painted for jobs, each paid once; and the jobs of single pictures."""
