using System.IO.Enumeration;

namespace Bitrix24.Imbot.Emulator.Faults;

/// <summary>The faults that are injected into requests. The first matching fault is applied. Safe to use from many threads.</summary>
public sealed class FaultPlan
{
    private readonly Lock gate = new();
    private readonly List<Fault> waiting = [];

    /// <summary>Adds a fault to the end of the plan.</summary>
    public void Add(Fault fault)
    {
        lock (gate)
        {
            waiting.Add(fault);
        }
    }

    /// <summary>Adds a fault of a kind to the end of the plan.</summary>
    public void Add(FaultKind kind, string? method = null, int count = 1) => Add(new Fault(kind, method, count));

    /// <summary>The faults that have not occurred yet.</summary>
    public IReadOnlyList<Fault> Snapshot()
    {
        lock (gate)
        {
            return [.. waiting];
        }
    }

    /// <summary>Removes all faults.</summary>
    public void Clear()
    {
        lock (gate)
        {
            waiting.Clear();
        }
    }

    internal Fault? Dequeue(string method)
    {
        lock (gate)
        {
            for (int index = 0; index < waiting.Count; index++)
            {
                Fault fault = waiting[index];
                if (!Matches(fault.Method, method))
                {
                    continue;
                }

                if (fault.Skip > 0)
                {
                    waiting[index] = fault with { Skip = fault.Skip - 1 };
                    continue;
                }

                if (fault.Count == 1)
                {
                    waiting.RemoveAt(index);
                }
                else if (fault.Count > 1)
                {
                    waiting[index] = fault with { Count = fault.Count - 1 };
                }

                return fault;
            }

            return null;
        }
    }

    private static bool Matches(string pattern, string method) =>
        pattern == "*" ? method != Fault.TokenEndpoint : FileSystemName.MatchesSimpleExpression(pattern, method, ignoreCase: true);
}
