namespace Klue.Tasks.Text;

/// <summary>What may stand around one kind of sentence ending, in the syllable tables of the Korean Sentence Splitter.</summary>
/// <param name="before">Syllables before which the ending really ends something.</param>
/// <param name="continues">Characters behind it that show that the sentence goes on.</param>
/// <param name="leads">Characters behind it that are held back until the next one tells whether they begin a sentence.</param>
/// <param name="followsLead">Characters that, behind such a one, show that the sentence goes on, and directly behind the ending that it is over.</param>
internal sealed class SentenceEnding(string before, string continues, string leads, string followsLead)
{
    public bool MayFollow(char character) => before.Contains(character);

    public bool Continues(char character) => continues.Contains(character);

    public bool Leads(char character) => leads.Contains(character);

    public bool FollowsLead(char character) => followsLead.Contains(character);
}
