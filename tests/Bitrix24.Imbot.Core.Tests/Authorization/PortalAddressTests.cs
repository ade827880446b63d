using Bitrix24.Imbot.Core.Authorization;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Authorization;

public sealed class PortalAddressTests
{
    [Theory]
    [InlineData("portal.bitrix24.com", "https://portal.bitrix24.com/")]
    [InlineData(" portal.bitrix24.com:8443 ", "https://portal.bitrix24.com:8443/")]
    [InlineData("https://portal.bitrix24.com", "https://portal.bitrix24.com/")]
    [InlineData("https://portal.bitrix24.com/rest/", "https://portal.bitrix24.com/")]
    [InlineData("http://127.0.0.1:8024", "http://127.0.0.1:8024/")]
    [InlineData("localhost:8024", "https://localhost:8024/")]
    public void Host_names_and_URLs_are_parsed(string text, string expected) => Assert.Equal(expected, PortalAddress.Parse(text).AbsoluteUri);

    [Theory]
    [InlineData("", nameof(ConnectionErrors.PortalAddressInvalid))]
    [InlineData("ftp://portal", nameof(ConnectionErrors.PortalAddressInvalid))]
    [InlineData("https://portal/crm/", nameof(ConnectionErrors.PortalAddressInvalid))]
    [InlineData("https://portal/?x=1", nameof(ConnectionErrors.PortalAddressInvalid))]
    [InlineData("https://a:b@portal/", nameof(ConnectionErrors.PortalAddressInvalid))]
    [InlineData("http://portal.bitrix24.com", nameof(ConnectionErrors.PlainHttpRefused))]
    public void Invalid_addresses_are_refused(string text, string errorId) =>
        Assert.Equal(errorId, Assert.Throws<B24Exception>(() => PortalAddress.Parse(text)).ErrorId);
}
