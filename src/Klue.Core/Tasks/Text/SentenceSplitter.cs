using System.Text;

namespace Klue.Tasks.Text;

/// <summary>
/// Splits Korean text into sentences by the rules of the Korean Sentence Splitter 1.3.1 (S.-K. Park, BSD-3-Clause), with which KLUE
/// prepared its pre-training text. A sentence may end behind -다, -요 or one of <c>. ! ?</c>, outside quotes, if the syllable before
/// allows it; what follows decides: white space and marks like <c>!</c> or ㅋ wait for more, some syllables (다 + 고) show that the
/// sentence goes on, anything else begins the next one.
/// </summary>
public static class SentenceSplitter
{
    private static readonly SentenceEnding Da = new(
        before: "갔간겠겼같놨녔니낸냈뒀때랐럽렵렸린뤘밌봤서섰샜않았없었였온웠이인있졌쳤챘팠펐했혔싶하",
        continues: "가고는라를만며면싶죠죵쥬",
        leads: "면하해",
        followsLead: "고는며면도");

    private static readonly SentenceEnding Yo = new(
        before: "가구군걸까께껴네나데든서세아어워에예을져줘지춰해고면", continues: "는를", leads: "라하", followsLead: "고며면");

    private static readonly SentenceEnding Mark = new(
        before: "가까거걸껄나니다도든랴래마봐서아어오요을자지죠고라", continues: "는라", leads: "하", followsLead: "고며면");

    /// <summary>
    /// The sentences in order, without the ASCII white space at their ends. As in the original a sentence can come out empty. All rules
    /// are about characters of one UTF-16 unit, so that the units of others may pass one by one.
    /// </summary>
    public static IReadOnlyList<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var splitter = new Pass();
        foreach (var character in text)
        {
            splitter.Read(character);
        }

        return splitter.Finish();
    }

    private struct Pass()
    {
        private readonly List<string> _sentences = [];
        private readonly StringBuilder _current = new();
        private readonly Stack<char> _quotes = new();
        private SentenceEnding? _ending;
        private char _previous;
        private char _beforePrevious;

        public void Read(char character)
        {
            if (_ending is null)
            {
                ToggleQuote(character);
                UndoApostrophe(character);
                _ending = EndingAt(character);
            }
            else
            {
                ReadBehind(_ending, character);
            }

            if (_ending is null || !_ending.Leads(character))
            {
                _current.Append(character);
            }

            (_beforePrevious, _previous) = (_previous, character);
        }

        public readonly List<string> Finish()
        {
            if (_current.Length > 0)
            {
                Emit();
            }

            if (_ending is not null && _ending.Leads(_previous))
            {
                _current.Clear().Append(_previous);
                Emit();
            }

            return _sentences;
        }

        /// <summary>Decides, on the first telling character behind a possible ending, whether the sentence is over.</summary>
        private void ReadBehind(SentenceEnding ending, char character)
        {
            // A leading syllable (다 + 하) was held back: it belongs to whatever the next character says.
            var heldBack = ending.Leads(_previous);
            if (IsSpace(character) || IsTrailing(character))
            {
                if (heldBack)
                {
                    Break(heldBack);
                }
            }
            else if (ending.Continues(character))
            {
                Join(heldBack);
            }
            else if (ending.Leads(character))
            {
                if (heldBack)
                {
                    Break(heldBack);
                }
            }
            else if (ending.FollowsLead(character) && heldBack)
            {
                Join(heldBack);
            }
            else if (ending.FollowsLead(character))
            {
                Break(heldBack);
            }
            else
            {
                Break(heldBack);
                ToggleQuote(character);
            }
        }

        private void Break(bool heldBack)
        {
            Emit();
            _current.Clear();
            Join(heldBack);
        }

        private void Join(bool heldBack)
        {
            if (heldBack)
            {
                _current.Append(_previous);
            }

            _ending = null;
        }

        private readonly void Emit() => _sentences.Add(_current.ToString().Trim(' ', '\t', '\n', '\v', '\f', '\r'));

        private readonly SentenceEnding? EndingAt(char character)
        {
            // The original compares hashes; 몥 and 칗 collide with the two endings.
            var ending = character switch
            {
                '다' or '몥' => Da,
                '요' or '칗' => Yo,
                '.' or '!' or '?' => Mark,
                _ => null,
            };
            return ending is not null && _quotes.Count == 0 && ending.MayFollow(_previous) ? ending : null;
        }

        private readonly void ToggleQuote(char character)
        {
            // U+28DF, U+2BD2, U+28DB and U+29DE collide with quotes in the same way.
            if (character is '"' or '“' or '”' or '\u28DF' or '\u2BD2')
            {
                Toggle('"');
            }
            else if (character is '\'' or '´' or '‘' or '’' or '\u28DB' or '\u29DE')
            {
                Toggle('\'');
            }
        }

        /// <summary>Takes back the quote of <c>it's</c> and <c>I'm</c> and the like.</summary>
        private readonly void UndoApostrophe(char character)
        {
            if (_previous == '\'' && (_beforePrevious, character) is ('e', 's') or ('I', 'm') or ('e', 'd') or ('n', 's') or ('n', 't'))
            {
                Toggle('\'');
            }
        }

        private readonly void Toggle(char quote)
        {
            if (_quotes.TryPeek(out var open) && open == quote)
            {
                _quotes.Pop();
            }
            else
            {
                _quotes.Push(quote);
            }
        }

        private static bool IsSpace(char character) => character is ' ' or (>= '\t' and <= '\r');

        private static bool IsTrailing(char character) => "ㅋㅅㅎㅠㅜ^;.?!)~…,".Contains(character);
    }
}
