using SafetyML.Torch.Jinja;
using SafetyML.Torch.Tests.Support;
using Xunit;

namespace SafetyML.Torch.Tests.Jinja;

public sealed class JinjaTemplateTests
{
    /// <summary>Expected texts were made with Jinja 3.1 (trim_blocks, lstrip_blocks).</summary>
    [Theory]
    [InlineData("a\n  {% if true %}\n  b\n  {% endif %}\nc\n", "a\n  b\nc")]
    [InlineData("a {%- if true -%} b {%- endif -%} c", "abc")]
    [InlineData("x {% if true %} y {% endif %} z", "x  y  z")]
    [InlineData("{# note #}\nx{#- note -#} y", "xy")]
    [InlineData("  {%+ if true %}x{% endif %}", "  x")]
    [InlineData("{{ ' a ' | trim + '!' }}", "a!")]
    [InlineData("{{ 'a' ~ 1 ~ none ~ true ~ 1.5 }}", "a1NoneTrue1.5")]
    [InlineData("{{ -7 % 3 }} {{ -7 // 2 }} {{ 7 / 2 }} {{ 1 + 2 * 3 }} {{ 4 / 2 }}", "2 -4 3.5 7 2.0")]
    [InlineData("{{ 'abcdef'[1:4] }}{{ 'abc'[::-1] }}{{ 'abc'[-1] }}{{ [1, 2, 3][1:] | length }}", "bcdcbac2")]
    [InlineData("{% set ns = namespace(x=0) %}{% for i in range(3) %}{% set ns.x = ns.x + i %}{% endfor %}{{ ns.x }}", "3")]
    [InlineData("{% set x = 1 %}{% for i in [2] %}{% set x = i %}{% endfor %}{{ x }}", "1")]
    [InlineData("{% for a in [1, 2, 3, 4] if a is even %}{{ loop.index }}:{{ a }}{{ ', ' if not loop.last }}{% else %}none{% endfor %}", "1:2, 2:4")]
    [InlineData("{% for a in [] %}{% else %}none{% endfor %}", "none")]
    [InlineData("{% for k, v in {'a': 1, 'b': 2}.items() %}{{ k }}={{ v }};{% endfor %}", "a=1;b=2;")]
    [InlineData("{% for a in [1, 2, 3] %}{% if a == 2 %}{% continue %}{% endif %}{{ a }}{% if a == 3 %}{% break %}{% endif %}{% endfor %}", "13")]
    [InlineData("{{ missing }}|{{ missing is defined }}|{{ missing | default('d') }}|{{ {'a': none}.a is none }}", "|False|d|True")]
    [InlineData("{{ 'a' in 'cat' }}{{ 'b' not in ['a'] }}{{ 1 < 2 < 3 }}{{ not true or 1 }}", "TrueTrueTrue1")]
    [InlineData("{{ 'a,b,c'.split(',')[-1] }}{{ 'xaxb'.replace('x', '-') }}{{ 'Ab'.upper() }}{{ 'abc'.startswith('ab') }}", "c-a-bABTrue")]
    [InlineData("{{ 'aXbXc'.replace('X', '-', 1) }}{{ 'aXbXc' | replace('X', '-', 0) }}{{ 'aXb'.replace('X', '-', -1) }}", "a-bXcaXbXca-b")]
    [InlineData("{{ ' a  b c '.split(none, 1) | join('|') }}{{ ' a b '.split(none, 0) | join('|') }}{{ '  '.split(none, 1) | length }}", "a|b c a b 0")]
    [InlineData("{{ 'a,b,c'.split(',', 1) | join('|') }}{{ 'a,b'.split(',', maxsplit=-1) | join('|') }}{{ 'a,b'.split(',', 0)[0] }}", "a|b,ca|ba,b")]
    [InlineData("{% set t %}in {{ 1 }}{% endset %}{{ t | length }}", "4")]
    [InlineData("{{ {'a': [1, 'x\"', none]} | tojson }}", "{\"a\": [1, \"x\\\"\", null]}")]
    [InlineData("{{ [{'r': 'u', 'n': 1}, {'r': 'a', 'n': 2}] | selectattr('r', 'equalto', 'a') | map(attribute='n') | join(',') }}", "2")]
    [InlineData("{{ 'a' 'b' \"c\\n\\t\\x41\\u00e9\" }}", "abc\n\tAé")]
    [InlineData("{% generation %}x{% endgeneration %}", "x")]
    [InlineData("{{ range(9223372036854775806, 9223372036854775807, 9223372036854775807) | length }}{{ range(5, 0, -2) | join(',') }}", "15,3,1")]
    [InlineData("{{ 'abc'[0:9:9223372036854775807] }}{{ 'abc'[-9:] }}{{ dict(a=1, a=2).a }}", "aabc2")]
    [InlineData("{{ (messages | first).content if messages else 'nothing' }}", "nothing")]
    public void Render_WhatChatTemplatesUse_IsAsJinjaDoes(string source, string expected) => Assert.Equal(expected, Render(source));

    [Theory]
    [InlineData("{% macro f() %}{% endmacro %}", "line 1: the statement 'macro' is not supported")]
    [InlineData("\n{% include 'secret' %}", "line 2: the statement 'include' is not supported")]
    [InlineData("{{ open('x') }}", "the function 'open' is not supported")]
    [InlineData("{{ ''.__class__ }}{{ ''.__class__.__mro__ }}", "'__class__' is undefined")]
    [InlineData("{{ ''.format(1) }}", "the method 'format' of text is not supported")]
    [InlineData("{{ 'ab'.find('b', 1) }}", "the method 'find' is supported with one argument only")]
    [InlineData("{{ 'ab'.startswith('b', 1) }}", "the method 'startswith' is supported with one argument only")]
    [InlineData("{{ {'b': 1, 'a': 2} | tojson(sort_keys=true) }}", "the filter 'tojson' is supported with 'indent' only")]
    [InlineData("{{ 1 | attr('x') }}", "the filter 'attr' is not supported")]
    [InlineData("{{ 1 is filter }}", "the test 'is filter' is not supported")]
    [InlineData("{% if x %}", "line 1: 'if' is not closed")]
    [InlineData("{{ 'x", "a text is not closed")]
    [InlineData("{{ x", "a tag is not closed by '}}'")]
    [InlineData("{{ 1 + }}", "a value is expected at the end of the tag")]
    [InlineData("{{ 'a' + none }}", "'+' does not go with text and None")]
    [InlineData("{{ '\\Uffffffff' }}", "an escape that is no character")]
    [InlineData("{{ 1 // 0 }}", "1 // 0 has no value")]
    public void Render_WhatIsNotSupported_IsNamed(string source, string part) => Fails.Saying<JinjaException>(part, () => Render(source));

    [Fact]
    public void Render_RaiseException_IsARefusalInTheTemplatesWords()
    {
        var refusal = Assert.Throws<JinjaException>(() => Render("{{ raise_exception('No ' + 'way!') }}"));
        Assert.Equal("No way!", refusal.Message);
        Assert.True(refusal.IsRefusal);
    }

    [Theory]
    [InlineData("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}")]
    [InlineData("{% set ns = namespace(x='aaaaaaaaaa') %}{% for a in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}")]
    [InlineData("{{ 'abc' * 999999999999 }}")]
    [InlineData("{% set ns = namespace(x='aaaaaaaa') %}{% for a in range(60) %}{% set ns.x = ns.x.replace('a', ns.x) %}{% endfor %}")]
    [InlineData("{% set ns = namespace(x=[1, 1]) %}{% for a in range(30) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x == [ns.x[0], ns.x[1]] }}")]
    [InlineData("{% set ns = namespace(x=[1, 1]) %}{% for a in range(30) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x | tojson }}")]
    public void Render_WorkWithoutEnd_StopsAtTheLimit(string source) => Fails.Saying<JinjaException>("needs more than the 1000000 steps", () => Render(source));

    [Fact]
    public void Parse_DeepOrLongExpressions_AreRefused()
    {
        Fails.Saying<JinjaException>("too deep", () => Render("{{ " + new string('(', 5000) + "1" + new string(')', 5000) + " }}"));
        Fails.Saying<JinjaException>("more than 256 links", () => Render("{{ 1" + string.Concat(Enumerable.Repeat(" + 1", 5000)) + " }}"));
        Fails.Saying<JinjaException>("nested more than", () => Render(string.Concat(Enumerable.Repeat("{% if 1 %}", 5000))));
        Fails.Saying<JinjaException>("at most 131072 are read", () => Render(new string('x', 200_000)));
        Fails.Saying<JinjaException>("nested too deeply", () => Render("{% set ns = namespace(x=[]) %}{% for a in range(9000) %}{% set ns.x = [ns.x] %}{% endfor %}{{ ns.x == ns.x[0] }}"));
    }

    [Fact]
    public void Render_Mutations_EndWithTextOrANamedError()
    {
        const string Source = "{% for m in messages %}{{ m['role'] | trim + '\\n' }}{% if loop.last and not m.x is defined %}{{ m.content[1:] }}{% endif %}{% endfor %}";
        var random = new Random(7);
        for (var round = 0; round < 5000; round++)
        {
            var letters = Source.ToCharArray();
            for (var change = random.Next(1, 5); change > 0; change--)
                letters[random.Next(letters.Length)] = Source[random.Next(Source.Length)];
            try
            {
                Render(new string(letters));
            }
            catch (JinjaException)
            {
            }
        }
    }

    private static string Render(string source) => JinjaTemplate.Parse(source).Render([new("messages", new List<object?>())], 1_000_000).Value;
}
