using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>A typed request: which method, which parameters, and how its result is read. One class per method.</summary>
/// <typeparam name="TResult">What the method gives.</typeparam>
public abstract class PortalRequest<TResult>
{
    /// <summary>The method to be called.</summary>
    public abstract ApiMethod Method { get; }

    /// <summary>The parameters in their documented places, without authorization.</summary>
    /// <exception cref="Errors.B24Exception">A value that the portal would refuse, or accept and treat wrongly.</exception>
    public abstract JsonMap ToParameters();

    /// <summary>Reads the member <c>result</c> of the answer.</summary>
    public abstract TResult ReadResult(JsonElement result);

    /// <summary>The same with what this process knows of the portal's messages, which may learn from it.</summary>
    /// <param name="result">The member <c>result</c> of the answer.</param>
    /// <param name="seen">What is known of the portal's messages.</param>
    /// <param name="newestBefore"><see cref="SeenMessages.NewestId"/> before the request was sent.</param>
    internal virtual TResult ReadResult(JsonElement result, SeenMessages seen, long newestBefore) => ReadResult(result);
}
