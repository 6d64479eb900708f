autocmd BufRead,BufNewFile *.keyway setfiletype keyway
