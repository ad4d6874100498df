using Klue.Tasks.Pipelines;

namespace Klue.Core.Tests.Tasks;

public sealed class DependencyTreeTests
{
    private static readonly DependencyTree Tree = new(
    [
        new("그는", "NP+JX", 4, "NP_SBJ"), new("낡은", "VA+ETM", 3, "VP_MOD"), new("책을", "NNG+JKO", 4, "NP_OBJ"), new("읽었다.", "VV+EP+EF+SF", 0, "VP"),
    ]);

    [Fact]
    public void Conllu_has_ten_columns_and_an_empty_line_at_its_end() => Assert.Equal(
        """
        1	그는	_	_	NP+JX	_	4	NP_SBJ	_	_
        2	낡은	_	_	VA+ETM	_	3	VP_MOD	_	_
        3	책을	_	_	NNG+JKO	_	4	NP_OBJ	_	_
        4	읽었다.	_	_	VV+EP+EF+SF	_	0	VP	_	_


        """.ReplaceLineEndings("\n"),
        Tree.ToConllu());

    [Fact]
    public void A_tree_is_drawn_with_dependents_under_their_head() => Assert.Equal(
        """
        읽었다.  VP
        ├─ 그는  NP_SBJ
        └─ 책을  NP_OBJ
           └─ 낡은  VP_MOD

        """.ReplaceLineEndings("\n"),
        Tree.ToText());

    [Fact]
    public void Words_in_a_circle_are_drawn_too() => Assert.Equal(
        "다  VP\n가  NP  (circle)\n└─ 나  NP\n",
        new DependencyTree([new("가", "NNG", 2, "NP"), new("나", "NNG", 1, "NP"), new("다", "VV", 0, "VP")]).ToText());

    [Fact]
    public void Forms_cannot_break_the_columns() =>
        Assert.Equal("1\ta b c\t_\t_\tNNG\t_\t0\tNP\t_\t_\n\n", new DependencyTree([new("a\tb\nc", "NNG", 0, "NP")]).ToConllu());
}
