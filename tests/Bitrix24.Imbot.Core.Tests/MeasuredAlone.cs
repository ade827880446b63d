using Xunit;

namespace Bitrix24.Imbot.Core.Tests;

/// <summary>Tests that measure the whole process, such as memory and open handles, or time. No other test runs at the same time.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
