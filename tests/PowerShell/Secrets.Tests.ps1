# No secret is shown in errors, in verbose, debug, or any other stream, in a transcript, or in any form of an object.
#
# One scenario runs every cmdlet with success and failure, with recognizable secrets. Its lines contain only variables, because PowerShell
# shows the lines of a script in errors.

BeforeDiscovery {
    $channels = 'the streams', 'the transcript', 'the host''s output', '$Error as list', 'Get-Error', 'JSON of objects and errors', 'CLIXML of objects and errors',
    'lists and text of objects', 'completion', 'files of events'
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $other = Start-TestPortal
    $oldFolder = $env:BITRIX24_IMBOT_PROFILES
    $null = New-TestProfileFolder $TestDrive

    $secretText = @{
        ownToken   = 'planted-bot-token-0123456789'
        longToken  = 'planted-bot-token-of-forty-one-characters'
        newToken   = 'planted-new-bot-token-0123456789'
        wrongToken = 'planted-wrong-token'
        half       = 'plantedhalf'
        wrongCode  = 'plantedwrongcode'
        parameter  = 'planted-secure-parameter'

        # In the auth blocks of pushed events. The portal cuts the last one, with its prefix, to 50 characters.
        eventAccess      = 'planted-event-access-token'
        eventRefresh     = 'planted-event-refresh-token'
        botAccess        = 'planted-access-token-of-the-bot'
        application      = 'planted-app-token-01'
        forged           = 'planted-forged-token'
        longApplication  = 'planted-application-token-of-sixty-characters-0123456789-end'
        shortApplication = 'planted-application-token-of-sixty-character'
    }

    # Needs $portal, $other, $secretText, and the functions of Common.ps1. The objects in $kept are checked later.
    $scenario = {
        $code = ([uri]$portal.webhookUri).Segments[3].Trim('/')
        $secureParameter = ConvertTo-SecureText $secretText.parameter
        $oauth = Get-OAuthOption $portal
        $bare = Get-OAuthOption $portal @{ AccessToken = $null; RefreshToken = $null; Scope = $null }
        $wrongWebhook = $portal.webhookUri.Replace($code, $secretText.wrongCode)
        $elsewhere = $other.address + 'rest/1/' + $code + '/stolen'
        $page = @{ body = "<html>Your address /rest/1/$code/ with $($secretText.ownToken)</html>" }
        $appPage = @{ body = "<html>Your token $($portal.accessToken), $($portal.refreshToken) and $($portal.clientSecret)</html>" }
        $refusal = @{
            status = 400; contentType = 'application/json'
            body   = "{`"error`":`"SOME_CODE`",`"error_description`":`"bad /rest/1/$code/ or $($secretText.ownToken)`"}"
        }
        $appRefusal = @{
            status = 400; contentType = 'application/json'
            body   = "{`"error`":`"SOME_CODE`",`"error_description`":`"bad $($portal.accessToken)`"}"
        }
        $tokenRefusal = @{
            status = 400; contentType = 'application/json'
            body   = "{`"error`":`"invalid_grant`",`"error_description`":`"$($portal.refreshToken) of $($portal.clientSecret) is not good`"}"
        }
        $noRepeat = Get-NoRepeat Connect-B24Webhook

        # The bodies that the portal pushes, as form and as JSON, with every possible secret. X is replaced by the application token.
        $form = "event=ONIMBOTV2MESSAGEADD&data[bot][id]=456&data[bot][code]=docs_bot&data[bot][auth][access_token]=$($secretText.botAccess)" +
        "&data[bot][auth][refresh_token]=$($secretText.eventRefresh)&data[bot][auth][application_token]=X&data[message][id]=71001&data[message][authorId]=17" +
        "&data[message][text]=pushed as a form&data[chat][id]=5&data[chat][dialogId]=chat5&data[user][id]=17&data[language]=en&ts=1790000000" +
        "&auth[access_token]=$($secretText.eventAccess)&auth[refresh_token]=$($secretText.eventRefresh)&auth[domain]=portal.example.com" +
        "&auth[client_endpoint]=https://portal.example.com/rest/1/$code/&AUTH[access_token]=$($secretText.eventAccess)&auth[application_token]=X"
        $encoded = $form.Replace(' ', '+').Replace('[', '%5B').Replace(']', '%5D')
        $authJson = "{`"access_token`":`"$($secretText.eventAccess)`",`"refresh_token`":`"$($secretText.eventRefresh)`",`"application_token`":`"X`"}"
        $json = "{`"event`":`"ONIMBOTV2MESSAGEADD`",`"data`":{`"bot`":{`"id`":456,`"auth`":$authJson},`"message`":{`"id`":71002,`"authorId`":17,`"text`":`"pushed as JSON`"," +
        "`"Auth`":[$authJson]},`"chat`":{`"id`":5,`"dialogId`":`"chat5`"},`"user`":{`"id`":17},`"auth`":$authJson},`"auth`":$authJson}"
        $damaged = @(
            $form.Substring(0, $form.LastIndexOf('X')).Replace('&data[', '&dat['), $form.Replace('event=', 'even='), $form.Replace('data[', '[data]['), $form.Replace(']', '')
            $form.Replace('&data', '&data' + ('[a]' * 40)), $json.Substring(0, $json.Length - 30), $json.Replace('"X"', 'tX'), $json.Replace('"X"', 'X'), $json.Replace('"X"', '"X'), $json.Replace(',', 'X')
            $json.Replace('"data"', "`"$($secretText.eventAccess)`""), ($json + $json), "X", "{X", "[`"X`"]"
        ) | ForEach-Object { $_.Replace('X', $secretText.application) }

        # Still read as events, although their form is invalid.
        $crooked = @(
            "event=Xauth[application_token]=X&data[a]=1", "event=X&data[a]=1&auth[application_token]=Y", "event=X&data[a]=1&auth[application_token=X"
        ) | ForEach-Object { $_.Replace('X', $secretText.application) }
        $misnamed = @(
            foreach ($name in 'data[bot][auth[access_token]', 'data[bot][auth', 'data[bot][auth]]', 'auth_access_token', 'auth.access_token', ' auth[access_token]', 'data[access_token]', 'data[auth_Refresh_Token]', 'application_token', 'auth[[access_token]') {
                $form.Replace('X', $secretText.application) + "&$name=$($secretText.eventAccess)"
            }
        )
        $kept = New-Object System.Collections.ArrayList
        $eventFolder = Join-Path ([System.IO.Path]::GetTempPath()) ('b24-events-' + [guid]::NewGuid().ToString('N'))
        $steps = @(
            # Webhook
            { $null = $kept.Add((Connect-B24Webhook $portal.webhookUri -BotToken $secretText.ownToken -Name hook -SaveProfile hook -PassThru @noRepeat)) }
            { $null = $kept.Add((Register-B24Bot planted Planted)) }
            { $null = $kept.Add((Send-B24BotMessage 17 hello)) }
            { $null = $kept.Add((Get-B24Bot -Code planted)) }
            { Get-B24Bot; Get-B24ApiRevision; Get-B24Permission; Get-B24Permission -All; Test-B24Session; Update-B24Token; Get-B24Session }
            { Invoke-B24Method imbot.v2.Bot.list }
            { Invoke-B24Method imbot.v2.Bot.list @{ botToken = $secretText.ownToken } -Raw }
            { Invoke-B24Method server.time @{ password = $secureParameter } }
            { Connect-B24Webhook $portal.webhookUri -Name made; Register-B24Bot made Made; Send-B24BotMessage 17 hello; Set-B24Session hook -Default }
            { Register-B24Bot planted2 Planted -BotToken $secretText.wrongToken }
            { Send-B24BotMessage chat999, chat5, nowhere hello }
            { Send-B24BotMessage 17 hello -WhatIf; Register-B24Bot x X -WhatIf; Invoke-B24Method crm.lead.add @{ token = $secretText.ownToken } -WhatIf }
            { Invoke-B24Method no.such.method; Invoke-B24Method imbot.v2.Bot.list @{ token = $secretText.ownToken } }
            { Connect-B24Webhook $wrongWebhook -BotToken $secretText.wrongToken -BotId 456 -Name wrong; Send-B24BotMessage 17 hello; Test-B24Session }
            { Set-B24Session hook -Default; Set-B24Bot -BotId 456 -NewBotToken $secretText.longToken; Register-B24Bot long Long -BotToken $secretText.longToken }
            { Connect-B24Webhook $portal.webhookUri -BotToken $secretText.longToken -BotId 456 -Name long; Send-B24BotMessage 17 hello }
            { Connect-B24Webhook ($portal.webhookUri.Replace($code, $secretText.half)) }
            { Connect-B24Webhook ('ftp://portal.example.com/rest/1/' + $code) }
            { Connect-B24Webhook ('http://portal.example.com/rest/1/' + $code) }
            { Connect-B24Webhook ('https://portal.example.com/' + $code) }
            { Connect-B24Webhook $code }
            { Connect-B24Webhook @{ code = $code } }
            { Set-B24Session hook -Default; Add-PortalFault $portal Html -Option $page; Send-B24BotMessage 17 hello }
            { Add-PortalFault $portal Status -Option $refusal; Send-B24BotMessage 17 hello }
            { Add-PortalFault $portal Redirect -Option @{ location = $elsewhere }; Send-B24BotMessage 17 hello }
            { Add-PortalFault $portal HalfJson; Send-B24BotMessage 17 hello }
            { Add-PortalFault $portal NotJson -Option $page; Send-B24BotMessage 17 hello }
            { Add-PortalFault $portal AnswerLost; Send-B24BotMessage 17 hello }
            { Connect-B24Webhook "http://127.0.0.1:$(Get-FreePort)/rest/1/$code/" -Name down @noRepeat; Get-B24ApiRevision }
            { Connect-B24Webhook "https://portal.invalid/rest/1/$code/" -Name lost @noRepeat; Get-B24ApiRevision }

            # All other cmdlets that call the portal, each once with success and once with an error
            { Set-B24Session hook -Default; Set-B24Session hook -BotToken my_bot_token -BotId 456 }
            { $null = $kept.Add((New-B24BotChat Title)); $null = $kept.Add((Get-B24BotChat chat5)); Set-B24BotChat chat5 -Title Title; Exit-B24BotChat chat999 }
            { Get-B24BotChatUser chat5; Add-B24BotChatUser chat5 17; Add-B24BotChatManager chat5 17; Remove-B24BotChatManager chat5 17; Remove-B24BotChatUser chat5 18 }
            { $kept.AddRange(@(Get-B24User 17, 999)); Get-B24User -Department Nowhere; Send-B24Notification 17, 999 hello; Invoke-B24Method user.get -All; Invoke-B24Method server.time -All }
            { $sent = Send-B24BotMessage chat5 one; $null = $kept.Add($sent); Get-B24BotMessage $sent; Get-B24BotMessageContext $sent; Confirm-B24BotMessageRead chat5; Get-B24BotMessage 99999 }
            { Add-B24BotReaction $sent like; Remove-B24BotReaction $sent like; Set-B24BotMessage $sent two; Remove-B24BotMessage $sent; Remove-B24BotMessage 99999 }
            { Send-B24BotInputAction chat5; Disable-B24BotTextField chat5; Enable-B24BotTextField chat5; Set-B24Bot -DisplayName Named -NewBotToken $secretText.newToken -PassThru }
            { Set-B24Session hook -BotToken $secretText.newToken; $command = Register-B24BotCommand status Status; $null = $kept.Add($command); Get-B24BotCommand; Set-B24BotCommand $command -Title New }
            { Send-B24BotCommandAnswer -CommandId 99 -MessageId 99 -DialogId chat5 -Message hi; Unregister-B24BotCommand $command; Get-B24UserEvent; Get-B24BotAudit }
            { $null = Invoke-PortalControl $portal POST messages @{ dialogId = 'chat5'; text = '[USER=456]Bot[/USER] hello' }; $kept.AddRange(@(Get-B24BotEvent)) }
            { Watch-B24BotEvent -OffsetStore (Join-Path $eventFolder 'offset') -MaxEvents 1 -ManualConfirm | ForEach-Object { $null = $kept.Add($_); Confirm-B24BotEvent $_ } }
            { $null = Invoke-PortalControl $portal POST messages @{ dialogId = 'chat5'; text = '[USER=456]Bot[/USER] again' } }
            { Start-B24Bot { throw "cannot do $($_.MessageId)" } -MaxEvents 1 -DeadLetterPath (Join-Path $eventFolder 'dead.jsonl') -NoTyping }
            { $stored = Invoke-B24Method imbot.v2.File.upload @{ botId = 456; dialogId = 'chat5'; fields = @{ name = 'a.txt'; content = 'aGVsbG8=' } } }
            { $null = Invoke-B24Method imbot.v2.File.download @{ botId = 456; fileId = $stored.file.id } }
            {
                $sentFile = Join-Path $eventFolder 'sent.txt'
                [System.IO.File]::WriteAllText($sentFile, 'content')
                $sent = Send-B24BotFile chat5 -LiteralPath $sentFile -Message hi
                Save-B24BotFile $stored.file.id -Destination (Join-Path $eventFolder 'saved.txt')
                Save-B24BotFile 99999 -Destination $eventFolder
            }
            { Send-B24UserFile chat5 -LiteralPath $sentFile; Save-B24UserFile $stored.file.id -DialogId chat5 -Destination (Join-Path $eventFolder 'user.txt'); Send-B24BotContext @{ a = 1 } 17 }
            { Invoke-B24Batch @{ Method = 'server.time' }, @{ Method = 'imbot.v2.Bot.get'; Parameter = @{ botId = 99999 } } }
            { Request-B24BotReply 17 Question -Timeout 1 }
            { Register-B24UserEvent; Get-B24UserEvent; Unregister-B24UserEvent }
            { Unregister-B24Bot 99999 -Confirm:$false }

            # Pushed events: converted to objects, and accepted by the listener
            { foreach ($body in $form, $encoded, $json) { $null = $kept.Add((ConvertFrom-B24Event $body.Replace('X', $secretText.application) -ApplicationToken $secretText.application)) } }
            { foreach ($body in $form, $encoded, $json) { ConvertFrom-B24Event $body.Replace('X', $secretText.forged) -ApplicationToken $secretText.application } }
            { $form, $json | ConvertFrom-B24Event -ApplicationToken (ConvertTo-SecureText $secretText.application) }
            { $null = $kept.Add((ConvertFrom-B24Event $form.Replace('X', 'custom' + $secretText.shortApplication) -ApplicationToken $secretText.longApplication)) }
            { $damaged | ConvertFrom-B24Event; foreach ($body in $damaged) { ConvertFrom-B24Event $body -ApplicationToken $secretText.application } }
            { $crooked | ConvertFrom-B24Event -ApplicationToken $secretText.forged; $kept.AddRange(@($misnamed | ConvertFrom-B24Event -ApplicationToken $secretText.application)) }
            { ConvertFrom-B24Event $form -ApplicationToken @{ token = $secretText.application }; ConvertFrom-B24Event ($form.Replace('X', $secretText.application)) -ErrorAction Stop -ApplicationToken $secretText.forged }
            {
                # First the event of the new private chat, which the question above deferred.
                $kept.AddRange(@(Watch-B24BotEvent -MaxEvents 1 -Timeout 60))
                $port = Get-FreePort
                $listening = @{ ListenUri = "http://127.0.0.1:$port/b24/"; OffsetStore = (Join-Path $eventFolder 'listening'); Timeout = 30; MaxEvents = 1 }
                Set-B24Bot -EventMode webhook -WebhookUri $listening.ListenUri
                $ofBot = 'custom' + $secretText.newToken
                $bad = @(
                    Get-EventPost $form.Replace('X', $secretText.forged)
                    Get-EventPost $form.Replace('X', $ofBot) -Length 2000000
                    (Get-EventPost $form.Replace('X', $ofBot)).Replace('/b24/', '/b24/?auth=' + $ofBot).Replace('Connection', "Authorization $ofBot")
                    (Get-EventPost $form.Replace('X', $ofBot)).Replace('/b24/', "/$ofBot/")
                    foreach ($body in $damaged) { Get-EventPost $body }
                )
                $beside = Start-BackgroundPost $port ($bad + (Get-EventPost $encoded.Replace('X', $ofBot)))
                Watch-B24BotEvent @listening | ForEach-Object { $null = $kept.Add($_); $_ }
                "posted to Watch: $(Complete-BackgroundPost $beside)"
            }
            {
                $beside = Start-BackgroundPost $port ($bad + (Get-EventPost $json.Replace('X', $ofBot)))
                Start-B24Bot -OnMessage { throw "cannot do pushed $($_.MessageId)" } @listening -DeadLetterPath (Join-Path $eventFolder 'pushed-dead.jsonl') -NoTyping
                "posted to Start: $(Complete-BackgroundPost $beside)"
            }
            {
                # The portal itself posts this one. No one handles it, so it stays on disk.
                $beside = Start-BackgroundPost $port (Get-EventPost $form.Replace('X', $secretText.forged))
                $own = [powershell]::Create().AddScript({ param($Uri, $Beside) while (-not $Beside.IsCompleted) { [System.Threading.Thread]::Sleep(20) }; $direct = if ($PSVersionTable.PSVersion.Major -gt 5) { @{ NoProxy = $true } } else { @{} }; Invoke-WebRequest $Uri @direct -Method Post -UseBasicParsing -ContentType application/json -Body '{"dialogId":"chat5","text":"[USER=456]Bot[/USER] by the portal"}' })
                $own = $own.AddArgument($portal.controlUri + 'messages').AddArgument($beside.Running)
                $running = $own.BeginInvoke()
                try { Watch-B24BotEvent @listening | ForEach-Object { throw "not done: $($_.Message.Text)" } } finally { $null = $own.EndInvoke($running); $own.Dispose() }
            }
            {
                $beside = Start-BackgroundPost $port @((Get-EventPost $form.Replace('X', $secretText.forged)), (Get-EventPost $form.Replace('71001', '71003').Replace('X', 'custom' + $secretText.shortApplication)))
                $listening.OffsetStore = Join-Path $eventFolder 'of-application'
                Watch-B24BotEvent @listening -ApplicationToken $secretText.longApplication | ForEach-Object { $null = $kept.Add($_); throw "not done: $_" }
            }
            { "posted to the application: $(Complete-BackgroundPost $beside)"; Watch-B24BotEvent -ListenUri 'http://192.0.2.1:8080/' -ApplicationToken $secretText.longApplication -OffsetStore $listening.OffsetStore }

            # OAuth
            { $null = $kept.Add((Connect-B24OAuth @oauth -BotId 457 -Name app -SaveProfile app -PassThru @noRepeat)) }
            { Send-B24BotMessage chat5 hello; Get-B24Bot; Test-B24Session; Invoke-B24Method server.time @{ auth = $secretText.wrongToken } }
            { Add-PortalFault $portal Html -Option $appPage; Send-B24BotMessage chat5 hello }
            { Add-PortalFault $portal Status -Option $appRefusal; Send-B24BotMessage chat5 hello }
            { Add-PortalFault $portal Status oauth/token -Option $tokenRefusal; Update-B24Token }
            { Add-PortalFault $portal Html oauth/token -Option $appPage; Update-B24Token }
            { Update-B24Token }
            { Set-PortalTokenExpired $portal; Send-B24BotMessage chat5 hello; Register-B24Bot app App -BotToken $secretText.ownToken }
            { Add-PortalFault $portal Redirect oauth/token -Option @{ location = $elsewhere }; Update-B24Token }
            { Add-PortalFault $portal HalfJson oauth/token -Option @{ executes = $false }; Update-B24Token }
            { $issued = New-PortalCode $portal; Connect-B24OAuth @bare -AuthorizationCode $issued.redirect; Connect-B24OAuth @bare -AuthorizationCode $issued.redirect }
            { $issued = New-PortalCode $portal; Connect-B24OAuth @bare -AuthorizationCode ($issued.redirect -replace 'domain=[^&]+', 'domain=other.example.com') }
            { Connect-B24OAuth @bare -AuthorizationCode $portal.refreshToken }
            { $bad = Get-OAuthOption $portal @{ ClientSecret = $secretText.wrongToken }; Connect-B24OAuth @bad -Name bad; Update-B24Token }
            { $bad = Get-OAuthOption $portal @{ Scope = $null }; Connect-B24OAuth @bad }

            # OAuth with its tokens in a vault, which fails once
            {
                $vault = @{ }
                $issued = New-PortalCode $portal
                $null = $kept.Add((Connect-B24OAuth @bare -AuthorizationCode $issued.redirect -Name vault -PassThru -OnTokenRead { $vault.Tokens } -OnTokenRefresh {
                            if ($vault.Fail) { throw 'The vault is locked.' }
                            $vault.Tokens = $_
                        }))
                $null = $kept.Add($vault.Tokens)
            }
            { $vault.Fail = $true; Update-B24Token; $vault.Fail = $false; Update-B24Token; Get-B24ApiRevision }

            # A whole webhook address, pasted into the wrong place
            { $bad = Get-OAuthOption $portal @{ Domain = $portal.webhookUri }; Connect-B24OAuth @bad }
            { $bad = Get-OAuthOption $portal @{ AuthorizationServer = $portal.webhookUri }; Connect-B24OAuth @bad }
            { Invoke-B24Method ($portal.webhookUri + 'imbot.v2.Bot.list') }

            # Profiles and sessions
            { Connect-B24Profile hook; Connect-B24Profile app; $kept.AddRange(@(Get-B24Profile)); $kept.AddRange(@(Get-B24Session -All)) }
            { [System.IO.File]::WriteAllText((Get-B24Profile hook).FilePath, "{`"$code`":`"$($secretText.ownToken)"); Connect-B24Profile hook; Get-B24Profile }
            { Remove-B24Profile hook, app; Connect-B24Profile app }
            { Set-B24Session no-such-session -BotToken $secretText.ownToken; Disconnect-B24Session no-such-session }
            { Get-B24Session -All | Disconnect-B24Session; Send-B24BotMessage 17 hello }
        )
        foreach ($step in $steps) {
            try { . $step } catch { Write-Error -ErrorRecord $_ }
        }
    }

    function Get-AllSecret {
        # The prepared secrets, the portal's own, and all that were created during the run.
        $secretText.Values
        ([uri]$portal.webhookUri).Segments[3].Trim('/')
        $portal.clientSecret
        $portal.accessToken
        $portal.refreshToken
        foreach ($request in Get-PortalRequest $portal) {
            if ($request.body -match '"botToken":"([^"]+)"') { $Matches[1] }
            if ($request.answer -match '"downloadUrl":"[^"]*token=([^"&]+)') { $Matches[1] }
            if ($request.method -eq 'oauth/token') {
                if ($request.body -match 'code=([^&]+)') { $Matches[1] }
                if ($request.body -match 'refresh_token=([^&]+)') { $Matches[1] }
                if ($request.answer -match '"access_token":"([^"]+)"') { $Matches[1] }
                if ($request.answer -match '"refresh_token":"([^"]+)"') { $Matches[1] }
            }
        }
    }

    # In this process, with all streams captured
    $text = @{}
    Reset-TestSession
    $Error.Clear()
    $oldPreference = $global:VerbosePreference, $global:DebugPreference
    $global:VerbosePreference = $global:DebugPreference = 'Continue'
    $text['the streams'] = . $scenario *>&1 | Out-String -Width 4000 -Stream | Out-String -Width 4000
    $global:VerbosePreference, $global:DebugPreference = $oldPreference
    $errors = @($Error | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
    $text['$Error as list'] = $Error | Format-List * -Force | Out-String -Width 4000
    $text['Get-Error'] = if (Get-Command Get-Error -ErrorAction SilentlyContinue) { $errors | Get-Error | Out-String -Width 4000 } else { 'PortalRefused' }
    $text['JSON of objects and errors'] = @(
        ConvertTo-Json -InputObject $kept -Depth 5 -WarningAction SilentlyContinue
        foreach ($one in $errors) {
            # An inner exception of PowerShell cannot be converted to JSON. Its text is checked below.
            $one.Exception | Select-Object * -ExcludeProperty Data, TargetSite, InnerException | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue
            ConvertTo-Json -InputObject $one.TargetObject -Depth 3 -WarningAction SilentlyContinue
            ConvertTo-Json -InputObject $one.InvocationInfo.BoundParameters -Depth 3 -WarningAction SilentlyContinue
        }
    ) | Out-String
    $file = Join-Path $TestDrive 'objects.xml'
    @($kept) + $errors | Export-Clixml $file -Depth 5
    $text['CLIXML of objects and errors'] = [System.IO.File]::ReadAllText($file)
    $text['lists and text of objects'] = @(
        $kept | Format-List * -Force | Out-String -Width 4000
        $kept | Format-Table | Out-String -Width 4000
        $kept | Format-Custom -Depth 5 | Out-String -Width 4000
        $kept | Get-Member -Force | Out-String -Width 4000
        $kept | ForEach-Object { "$_"; $_.ToString() }
        $errors | ForEach-Object { "$_"; $_.Exception.ToString() }
    ) | Out-String
    $text['files of events'] = @(Get-ChildItem $eventFolder -Recurse -File | ForEach-Object { $_.Name; [System.IO.File]::ReadAllText($_.FullName) }) | Out-String
    Remove-Item -LiteralPath $eventFolder -Recurse -Force
    Connect-B24Webhook $portal.webhookUri -Name 'hook session' -BotToken $secretText.ownToken -SaveProfile hook
    $text['completion'] = @(
        foreach ($line in 'Set-B24Session -Name ', 'Connect-B24Profile -Name ', 'Invoke-B24Method ', '$s = Get-B24Session; $s.') {
            [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches |
                Format-List | Out-String -Width 4000
        }
    ) | Out-String
    $secrets = @(Get-AllSecret | Select-Object -Unique)

    # In another process, with its host's output and a transcript
    Reset-TestSession
    Reset-TestPortal $portal
    Reset-TestPortal $other
    $null = New-TestProfileFolder $TestDrive
    $file = Join-Path $TestDrive 'scenario.ps1'
    $transcript = Join-Path $TestDrive 'transcript.txt'
    $data = Join-Path $TestDrive 'data.xml'
    @{ portal = ($portal | Select-Object * -ExcludeProperty Process); other = ($other | Select-Object * -ExcludeProperty Process); secretText = $secretText } |
        Export-Clixml $data
    [System.IO.File]::WriteAllText($file, @"
. '$PSScriptRoot/Common.ps1'
`$data = Import-Clixml '$data'
`$portal = `$data.portal; `$other = `$data.other; `$secretText = `$data.secretText
`$VerbosePreference = 'Continue'; `$DebugPreference = 'Continue'
`$null = Start-Transcript -Path '$transcript'
. {
$scenario
}
`$Error | Select-Object -First 300 | Format-List * -Force
`$null = Stop-Transcript
"@)
    $child = Invoke-ChildPowerShell -File $file -TimeoutSec 180
    $text['the host''s output'] = $child.Output + $child.ErrorText
    $text['the transcript'] = [System.IO.File]::ReadAllText($transcript)
    $secrets = @($secrets + @(Get-AllSecret) | Where-Object { $_.Length -gt 6 } | Select-Object -Unique)
}

AfterAll {
    Reset-TestSession
    Stop-TestPortal $portal
    Stop-TestPortal $other
    $env:BITRIX24_IMBOT_PROFILES = $oldFolder
}

Describe 'Secrets' {
    It 'are all known to this test, also those that were created during the run' {
        # 6 prepared, 4 of the portal, and from two runs at least two pairs and two codes each
        $secrets.Count | Should -BeGreaterThan 20
    }

    It 'are searched for in every cmdlet' {
        $text = "$scenario"
        $left = @(Get-Command -Module Bitrix24.Imbot -CommandType Cmdlet | Where-Object { $text -notmatch "\b$($_.Name)\b" })

        # Cmdlets that only create or change objects on this machine have no secrets.
        @($left.Name | Where-Object { $_ -notmatch '^(New|ConvertTo)-B24' }) | Should -BeNullOrEmpty
    }

    It 'could have been shown: <Channel> has the expected content' -ForEach @(
        @{ Channel = 'the streams'; Expected = 'HTTP 200', 'POST imbot.v2.Chat.Message.send', '"botToken":"\*\*\*"', 'AnswerIsHtml|web page', 'imbot.v2.Bot.list on', 'posted to Watch: 403 413 400 404( 40[03])+ 200',
            'posted to Start: 403 413 400 404( 40[03])+ 200', 'posted to the application: 403 200', 'Refused \d+ requests? \(403\)', 'Refused \d+ requests? \(400\): the body is not an event', 'Refused \d+ requests? \(413\)', 'by the portal' }
        @{ Channel = 'the transcript'; Expected = 'HTTP 200', 'POST imbot.v2.Chat.Message.send', '"auth":"\*\*\*"', 'web page' }
        @{ Channel = 'the host''s output'; Expected = 'HTTP 200', 'POST imbot.v2.Chat.Message.send', 'web page' }
        @{ Channel = '$Error as list'; Expected = 'PortalRefused', 'RefreshTokenRejected', 'PortalRedirected', 'WebhookCodeIncomplete', 'ProfileUnreadable', 'ApplicationTokenMismatch', 'EventUnreadable' }
        @{ Channel = 'Get-Error'; Expected = , 'PortalRefused' }
        @{ Channel = 'JSON of objects and errors'; Expected = 'docs_bot|planted', 'PortalCode', 'BotToken' }
        @{ Channel = 'CLIXML of objects and errors'; Expected = 'B24Session', 'ProfileInfo', 'PortalCode', 'PortalEvent', 'pushed as JSON' }
        @{ Channel = 'lists and text of objects'; Expected = 'hook', 'webhook of user 1', 'ProfileInfo', 'pushed as a form', 'pushed as JSON' }
        @{ Channel = 'files of events'; Expected = 'event offset', 'cannot do', 'ONIMBOTV2MESSAGEADD', 'pushed events', 'cannot do pushed 71002', 'by the portal', '71003' }
        @{ Channel = 'completion'; Expected = 'hook session', 'imbot.v2.Chat.Message.send', 'Portal' }
    ) {
        foreach ($pattern in $Expected) {
            # Should -Match would print the whole text.
            $text[$Channel] -match $pattern | Should -BeTrue -Because "'$pattern' is to be found in $Channel"
        }
    }

    It 'are not shown in <_>' -ForEach $channels {
        $shown = @(foreach ($secret in $secrets) {
                $place = $text[$_].IndexOf($secret, [System.StringComparison]::OrdinalIgnoreCase)
                if ($place -ge 0) {
                    $start = [Math]::Max(0, $place - 160)
                    $text[$_].Substring($start, [Math]::Min($text[$_].Length - $start, 400))
                }
            })
        if ($shown.Count -gt 0) {
            throw "$($shown.Count) secret(s) of $($secrets.Count) show in ${_}:`n--- " + ($shown -join "`n--- ")
        }
    }
}
