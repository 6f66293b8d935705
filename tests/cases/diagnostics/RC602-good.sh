rectcore check both.rules --texts
