" Keyway recipes. Written by `keyway editor-files`; do not edit.
if exists("b:current_syntax")
  finish
endif
syntax case match
setlocal iskeyword+=-

syntax match keywayComment /\%(^\|\s\)\@1<=#.*$/
syntax match keywayKeyword /^\s*\zs\%(finally\|include\|require\|define\|every\|retry\|until\|else\|step\|end\|for\|try\|if\|in\)\ze\%(\s\|$\)/ nextgroup=keywayCommand skipwhite
syntax match keywayKeyword /\s\zs\%(in\|every\|until\)\ze\s/
syntax match keywayCommand /\%(^\s*\%(try\s\+\)\?\)\@<=\%(grant\s\+client-credentials\|grant\s\+token-exchange\|client\s\+reset-secret\|grant\s\+saml-bearer\|provider\s\+discover\|grant\s\+jwt-bearer\|import\s\+recording\|provider\s\+remove\|grant\s\+password\|history\s\+search\|sandbox\s\+status\|session\s\+delete\|session\s\+export\|session\s\+import\|session\s\+rename\|session\s\+unlock\|client\s\+create\|client\s\+remove\|history\s\+clear\|plugin\s\+remove\|provider\s\+list\|provider\s\+show\|sandbox\s\+clock\|sandbox\s\+fault\|sandbox\s\+start\|sandbox\s\+users\|scopes\s\+needed\|token\s\+inspect\|grant\s\+device\|history\s\+save\|provider\s\+add\|provider\s\+set\|record\s\+start\|sandbox\s\+stop\|scopes\s\+probe\|session\s\+list\|session\s\+lock\|session\s\+show\|token\s\+verify\|client\s\+list\|client\s\+show\|import\s\+curl\|plugin\s\+list\|plugin\s\+show\|plugin\s\+test\|record\s\+stop\|session\s\+new\|session\s\+use\|alias\s\+list\|client\s\+add\|client\s\+use\|grant\s\+ciba\|import\s\+har\|introspect\|plugin\s\+add\|plugin\s\+new\|token\s\+diff\|token\s\+list\|token\s\+show\|authorize\|token\s\+use\|annotate\|exchange\|tutorial\|userinfo\|explain\|history\|options\|refresh\|unalias\|change\|config\|delete\|device\|expect\|export\|refuse\|revoke\|scopes\|alias\|debug\|grant\|match\|patch\|trace\|unset\|watch\|edit\|head\|help\|lint\|post\|quit\|save\|show\|vars\|get\|log\|put\|set\|use\|why\)\ze\%(\s\|$\)/
syntax match keywayPredicate /\s\zs\%(startsWith\|isBoolean\|isInteger\|contains\|endsWith\|isNumber\|isObject\|isString\|isEmpty\|matches\|covers\|exists\|isDate\|isList\|isNull\|isUUID\|isJWT\|isURL\|not\|in\)\ze\%(\s\|$\)/
syntax match keywayQuery /\%(expect\|show\|if\|until\|=\)\s\+\zs\%(error_description\|redirect\|headers\|request\|cookie\|header\|status\|timing\|claim\|error\|token\|body\|time\|tls\|url\)\ze\%(\s\|$\)/
syntax match keywayOperator /\s\zs\%(==\|!=\|<=\|>=\|<\|>\|=\||\)\ze\s/
syntax match keywayOption /\s\zs--[A-Za-z][A-Za-z0-9-]*/
syntax match keywayItem /\s\zs[A-Za-z_][A-Za-z0-9_.\[\]-]*\ze\%(:=\|==\|=\|:\%(\/\/\)\@!\)/
syntax match keywayPath /\%(^\|\s\)\@1<=\$[.\[]\?[^ {]*/
syntax match keywayNumber /\%(\s\|=\)\@1<=-\?\d\+\%(\.\d\+\)\?\ze\%(\s\|$\)/
syntax region keywayReference matchgroup=keywayBraces start=/{{/ end=/}}/ contains=keywayString,keywayFilter oneline
syntax match keywayFilter /|\s*\zs\%(base64url_decode\|base64_decode\|hmac_sha256\|query_param\|divided_by\|url_decode\|url_encode\|base64url\|compact\|default\|entries\|flatten\|replace\|reverse\|seconds\|sort_by\|base64\|number\|sha256\|unique\|values\|count\|first\|lines\|lower\|minus\|regex\|round\|slice\|split\|times\|upper\|date\|join\|json\|keys\|kind\|last\|plus\|s256\|sort\|text\|trim\|jwt\|max\|min\|nth\|sum\)\>/ contained
syntax region keywayString start=/"/ skip=/\\./ end=/"/ contains=keywayReference
syntax region keywayString start=/"""/ end=/"""/ contains=keywayReference
syntax region keywayString start=/'/ end=/'/

highlight default link keywayComment Comment
highlight default link keywayKeyword Statement
highlight default link keywayCommand Function
highlight default link keywayPredicate Operator
highlight default link keywayQuery Identifier
highlight default link keywayOperator Operator
highlight default link keywayOption Special
highlight default link keywayItem Type
highlight default link keywayPath Identifier
highlight default link keywayNumber Number
highlight default link keywayReference Identifier
highlight default link keywayBraces Delimiter
highlight default link keywayFilter Function
highlight default link keywayString String

let b:current_syntax = "keyway"
