namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>Finds which runs of asterisks, underscores and tildes belong together, by the rules of CommonMark, in linear time.</summary>
internal sealed class DelimiterStack
{
    private readonly List<DelimiterToken> runs = [];

    /// <summary>How many runs there are; what comes later lies above.</summary>
    public int Count => runs.Count;

    public void Push(DelimiterToken run) => runs.Add(run);

    /// <summary>Pairs the runs above a place with each other, and forgets them.</summary>
    public void Match(int bottom)
    {
        // Places of the runs that can still open something, the nearest last.
        List<int> openers = [];
        Dictionary<(char Mark, bool CanOpen, int Remainder), int> nothingBelow = [];
        for (int place = bottom; place < runs.Count; place++)
        {
            if (runs[place].CanClose)
            {
                CloseAt(place, openers, nothingBelow);
            }

            if (runs[place].CanOpen && runs[place].Left > 0)
            {
                openers.Add(place);
            }
        }

        runs.RemoveRange(bottom, runs.Count - bottom);
    }

    private void CloseAt(int place, List<int> openers, Dictionary<(char Mark, bool CanOpen, int Remainder), int> nothingBelow)
    {
        DelimiterToken closer = runs[place];
        (char Mark, bool CanOpen, int Remainder) kind = (closer.Mark, closer.CanOpen, closer.Length % 3);
        int floor = nothingBelow.TryGetValue(kind, out int known) ? known : 0;
        while (closer.Left > 0)
        {
            int index = openers.Count - 1;
            while (index >= 0 && openers[index] >= floor && !Fits(runs[openers[index]], closer))
            {
                index--;
            }

            if (index < 0 || openers[index] < floor)
            {
                // Whoever closes the same way need not look there again.
                nothingBelow[kind] = place;
                return;
            }

            // What lies between the two has no partner.
            openers.RemoveRange(index + 1, openers.Count - index - 1);
            DelimiterToken opener = runs[openers[index]];
            Pair(opener, closer);
            if (opener.Left == 0)
            {
                openers.RemoveAt(index);
            }
        }
    }

    private static bool Fits(DelimiterToken opener, DelimiterToken closer)
    {
        if (opener.Mark != closer.Mark)
        {
            return false;
        }

        // A run that could do both must not be taken for the wrong one: CommonMark's rule of three.
        bool isAmbiguous = opener.Mark != '~' && (opener.CanClose || closer.CanOpen);
        return !isAmbiguous || (opener.Length + closer.Length) % 3 != 0 || (opener.Length % 3 == 0 && closer.Length % 3 == 0);
    }

    private static void Pair(DelimiterToken opener, DelimiterToken closer)
    {
        int used = opener.Left >= 2 && closer.Left >= 2 ? 2 : 1;
        Style style = opener.Mark == '~' ? Style.Strike : used == 2 ? Style.Bold : Style.Italic;
        opener.Left -= used;
        closer.Left -= used;
        opener.Begun.Add(style);
        closer.Ended.Add(style);
    }
}
