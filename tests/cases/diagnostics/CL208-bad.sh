rectcore fmt siping-2023 --to en --check
