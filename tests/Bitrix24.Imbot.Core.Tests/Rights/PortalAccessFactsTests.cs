using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Rights;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Tests.Rest;
using Bitrix24.Imbot.Core.Users;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Rights;

/// <summary>Facts come from the portal, and many simultaneous checks need only one request.</summary>
public sealed class PortalAccessFactsTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly FakeClock clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_departments_of_a_person_are_cached_for_half_a_minute()
    {
        PortalAccessFacts facts = Facts();
        int before = fixture.RequestsFor("user.get").Count;
        Assert.Equal(await facts.DepartmentsOfAsync(17, Cancellation), await facts.DepartmentsOfAsync(17, Cancellation));
        Assert.NotEmpty(await facts.DepartmentsOfAsync(17, Cancellation));
        Assert.Equal(before + 1, fixture.RequestsFor("user.get").Count);

        await clock.DelayAsync(TimeSpan.FromSeconds(31), Cancellation);
        await facts.DepartmentsOfAsync(17, Cancellation);
        Assert.Equal(before + 2, fixture.RequestsFor("user.get").Count);
    }

    [Fact]
    public async Task A_person_whom_the_portal_does_not_return_causes_an_error() =>
        Assert.Equal(ChatErrors.UserNotFound, (await Assert.ThrowsAsync<B24Exception>(() => Facts().DepartmentsOfAsync(99_999, Cancellation))).Kind);

    private PortalAccessFacts Facts()
    {
        B24Session session = fixture.Webhook();
        return new PortalAccessFacts(
            session, query => session.ReadPages(query.Method, query.ToParameters()), () => session.ReadPages(DepartmentQuery.Method, new JsonMap()), 456, clock);
    }
}
