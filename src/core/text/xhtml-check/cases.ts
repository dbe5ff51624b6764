/** Every allowed element and attribute, in legal nestings and in silly ones that HTML parsers accept. */
export const XHTML_CASES: readonly string[] = [
  // every element with every attribute that it may have
  '<p align="center" dir="rtl" lang="ar" title="t &quot;&lt;" class="one two">p</p><p dir="auto" align="justify">x</p>',
  '<p><abbr title="x">a</abbr> <acronym title="y">b</acronym> <b>c</b> <big>d</big> <cite>e</cite> <code>f</code> <del>g</del> <dfn title="t">h</dfn> <em>i</em> <i>j</i> <ins>k</ins> <kbd>l</kbd> <q cite="https://x.example/a b|c">m</q> <s>n</s> <samp>o</samp> <small>p</small> <span class="x y-z">q</span> <strike>r</strike> <strong>s</strong> <sub>t</sub> <sup>u</sup> <tt>v</tt> <u>w</u> <var>x</var><br>y</p>',
  '<h1>a</h1><h2>b</h2><h3 align="right">c</h3><h4>d</h4><h5>e</h5><h6>f</h6><hr align="center" width="50%"><p>after</p>',
  '<ol start="-3" type="A" reversed><li value="7">a</li><li>b</li></ol><ul type="square"><li value="3">c</li></ul><ol type="i"><li>d</li></ol>',
  '<dl><dt>t</dt><dd>d</dd><dt>t2</dt><dt>t3</dt><dd>d2</dd><dd>d3</dd></dl>',
  '<table border="1" summary="what it says" width="80%" align="center"><caption align="left">Cap</caption><colgroup span="2" width="10"></colgroup><colgroup><col span="2" width="5%"><col></colgroup><thead><tr><th scope="col" abbr="x" axis="y" width="3" height="4">h</th><th colspan="2" rowspan="1">i</th></tr></thead><tbody align="center"><tr align="right"><td rowspan="2" abbr="a">1</td><td width="5" height="6">2</td><td></td></tr><tr><td colspan="2">3</td></tr></tbody><tfoot><tr><td>f</td></tr></tfoot></table>',
  '<details open><summary>s <em>e</em></summary><p>x</p></details><details><summary>s</summary></details><details>no summary</details>',
  '<figure><img src="/media/abcdefghjk" alt="A" width="20" height="10px" title="t" align="left"><figcaption>c</figcaption></figure><p><img src="/media/abcdefghjk" width="50%"><img src="/media/missing0000" alt="gone"></p>',
  '<blockquote cite="https://x.example/{a}?b=[c]#d#e"><p>q</p></blockquote><address>a<br>b</address><center>c</center><pre>\n\n  x\n y</pre>',
  '<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby> <ruby>a<rt>b</rt><rt>c</rt></ruby> <ruby>no reading</ruby> <ruby><rt>only</rt></ruby> <ruby>x<rp>(</rp><rt>y</rt></ruby></p>',
  // links and anchors
  '<p><a name="one">1</a> <a href="#one">back</a> <a href="#none">none</a> <a name="one">again</a> <a name="1 ü:x">odd</a> <a href="#1 ü:x">to odd</a><a name="last"></a><a href="#last">x</a></p>',
  '<p><a href="https://x.example/a|b c{d}^`[e]?q=[1]&r=%zz#f#g">a</a> <a href="http://ü.example/ü?ü#ü">b</a> <a href="mailto:a@b.example?subject=x y">c</a> <a href="mailto:">d</a> <a href="/works/1">e</a> <a href="//h.example">f</a> <a href="http://[::1]/x">g</a> <a href="https://x.example:8080">h</a> <a href="http://a_b.example/">i</a> <a href="https://x.example/%">j</a> <a href="https://x.example/\u{1f600}">k</a></p>',
  '<p><a href="https://x.example/"><img src="/media/abcdefghjk" alt=""><b>x</b></a></p><a href="/w" class="c"><p>block in a link</p><ul><li>x</li></ul></a>',
  '<a name="wrap" href="https://x.example/"><h2>heading in a link</h2><table><tr><td><a href="https://y.example/">inner</a></td></tr></table></a><a href="#wrap">to it</a>',
  '<a href="https://x.example/"><details><summary>s</summary>d</details></a>',
  // blocks where only text may stand
  '<h2>a<div>b</div><ul><li>c</li><li>d</li></ul>e<hr>f</h2><h3><table><tr><td>x<td>y</table></h3><h4><blockquote><p>q</p></blockquote></h4>',
  '<pre>a<div>b</div><p>c</p><ul><li>d</li></ul><table><tr><td>e</table></pre><pre><img src="/media/abcdefghjk" alt="x"><big>b</big><sub>s</sub></pre>',
  '<span class="s"><div>a</div>b<ul><li>c</li></ul></span><em><p>x</p><table><tr><td>y</td></tr></table><hr></em><i><h2>z</h2></i>',
  '<ins><p>x</p></ins><del><ul><li>y</li></ul>z</del><p><ins>a</ins><del>b</del></p><q><div>c</div></q><sup><blockquote>d</blockquote></sup>',
  '<summary>stray</summary><details><p>a</p><summary>late <div>block</div><ul><li>x</li></ul></summary><summary>second</summary></details><details><summary><h3>h</h3></summary>x</details><details><summary></summary>y</details>',
  '<span><details><summary>in a span</summary>text</details></span><p>x</p>',
  // lists
  '<ul>text<p>para</p><li>a</li><ul><li>nested</li></ul><ol><li>o</li></ol><li><ul></ul></li>tail</ul><ol></ol><ul> </ul><li>stray</li> <li>stray 2</li><p>x</p>',
  '<ul><li><h2>h</h2><hr></li><li><table><tr><td>x</table></li><li><dl><dd>y</dl></li></ul><ul><ul><ul><li>deep</li></ul></ul></ul><ul><dd>d</dd><div><li>in a div</li></div></ul>',
  '<dl><dd>indent</dd></dl><dl><dt>alone</dt></dl><dl>text<dt>a</dt><p>p</p><ul><li>u</li></ul><div><dt>g</dt><dd>h</dd></div></dl><dt>stray</dt><dd>stray</dd><dl></dl><dl><dt><h2>heading</h2><ul><li>x</li></ul></dt><dd><h3>h</h3></dd></dl>',
  // tables
  '<table></table><table><caption>only</caption></table><table><tr></tr></table><table><thead><tr><th>head only</th></tr></thead></table><table><tfoot><tr><td>f</td></tr></tfoot></table>',
  '<table><tfoot><tr><td>foot first</td></tr></tfoot><thead><tr><td>h</td></tr></thead><tbody></tbody><tbody><tr><td>b</td></tr></tbody><thead><tr><td>second head</td></tr></thead><tfoot><tr><td>second foot</td></tr></tfoot><caption>late</caption><caption>two<table><tr><td>in caption</td></tr></table></caption></table>',
  '<table><caption><h2>h</h2><p>p</p><table><tr><td>1<td>2</table><a name="cap">x</a></caption><col><col span="3"><tr><th><h2>heading</h2><ul><li>x</li></ul><hr></th><td><table><tr><td>inner</table><hr></td></tr></table>',
  '<table>text<b>bold</b><p>para</p><tr>loose<td>cell</td><li>x</li></tr></table><table><tr><td rowspan="0" colspan="1000">z</td></tr></table>',
  // figures, addresses, quotes
  '<figure><p>a</p><figcaption>middle</figcaption><p>b</p><figcaption>two</figcaption></figure><figcaption>stray</figcaption><figure></figure><figure><figcaption>alone</figcaption></figure><figure><figure><img src="/media/abcdefghjk"></figure></figure><p>x</p>',
  '<address><h2>h</h2><address>inner</address><p>p</p><ul><li><h3>x</h3></li></ul></address><blockquote>loose<p>p</p>loose<hr></blockquote><center><center>c</center><p align="left">l</p></center>',
  // inline nestings
  '<p><dfn>a <dfn>b</dfn></dfn> <ruby>a<ruby>b<rt>c</rt></ruby><rt>d</rt></ruby> <rt>stray</rt><rp>(</rp> <q><q>x</q></q> <sub><sup>y</sup></sub> <small><big><tt>z</tt></big></small></p>',
  '<p><ruby><b>base<rt>in b</rt></b><rt><i>r</i><br><img src="/media/abcdefghjk"></rt></ruby> <ruby><div>block</div><rt><p>block</p></rt></ruby></p>',
  '<ruby>x<rt><ul><li>list in rt</li></ul></rt></ruby><p>x</p>',
  '<abbr><big><center>block</center></big></abbr>loose <b>text</b><br><br><p></p><p>&nbsp;</p><p><br></p><h2></h2><div></div><div><div> </div></div><hr><hr>',
  '<div><hr></div><p>x</p><blockquote><hr></blockquote><hr>',
  '<p>“Text” — 中文, עברית, \u{1f30a} &amp; &lt;tag&gt; ]]&gt; &nbsp;|\u00ad|\u200b|</p>',
  '<ol type="1" start="0"><li><p>a</p></li></ol><p lang="zxx">x</p><p lang="en-Latn-GB-oxendict">y</p><p lang="klingon">z</p><p lang="x-elvish">w</p><p lang="english">v</p><p lang="i-klingon">u</p>',
];
