using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>A typed request: the method, the parameters, and how to read the result. One class for each method.</summary>
/// <typeparam name="TResult">The type of the result.</typeparam>
public abstract class PortalRequest<TResult>
{
    /// <summary>The method to call.</summary>
    public abstract ApiMethod Method { get; }

    /// <summary>The parameters as documented, without authorization.</summary>
    /// <exception cref="Errors.B24Exception">The portal would reject a value, or accept it and misinterpret it.</exception>
    public abstract JsonMap ToParameters();

    /// <summary>Reads the <c>result</c> member of the answer.</summary>
    public abstract TResult ReadResult(JsonElement result);

    /// <summary>Like <see cref="ReadResult(JsonElement)"/>, with access to what this process knows about the portal's messages.</summary>
    /// <param name="result">The <c>result</c> member of the answer.</param>
    /// <param name="seen">What is known about the portal's messages. The method can add to it.</param>
    /// <param name="newestBefore"><see cref="SeenMessages.NewestId"/> before the request was sent.</param>
    internal virtual TResult ReadResult(JsonElement result, SeenMessages seen, long newestBefore) => ReadResult(result);
}
