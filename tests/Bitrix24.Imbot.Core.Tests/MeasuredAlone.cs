using Xunit;

namespace Bitrix24.Imbot.Core.Tests;

/// <summary>Tests that look at what belongs to the whole process, such as memory and open handles, or at the clock: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
