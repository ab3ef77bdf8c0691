print("cidrscope")
