# Errors for the portal's refusals name the object, and their advice fits the cmdlet.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'A refusal of the portal' {
    BeforeAll {
        Reset-TestPortal $portal
        Connect-TestWebhook $portal
    }

    AfterAll {
        Reset-TestSession
    }

    It 'names its object: <Text>' -ForEach @(
        @{ Text = 'dialog 99999'; Id = 'ChatNotFound'; Call = { Send-B24BotMessage 99999 x } }
        @{ Text = 'dialog chat404'; Id = 'ChatNotFound'; Call = { Get-B24BotChat chat404 } }
        @{ Text = 'dialog chat404'; Id = 'ChatNotFound'; Call = { [pscustomobject]@{ DialogId = 'chat404'; Message = 'a' }, [pscustomobject]@{ DialogId = 'chat404'; Message = 'b' } | Send-B24BotMessage -AsBatch } }
        @{ Text = 'bot 999'; Id = 'BotNotFound'; Call = { Get-B24Bot 999 } }
        @{ Text = "bot 'nobody'"; Id = 'BotNotFound'; Call = { Get-B24Bot nobody } }
        @{ Text = 'bot 999'; Id = 'BotNotFound'; Call = { Send-B24BotMessage 17 x -BotId 999 } }
        @{ Text = 'message 99999'; Id = 'MessageNotFound'; Call = { Set-B24BotMessage 99999 -Message x } }
        @{ Text = 'message 99999'; Id = 'MessageNotFound'; Call = { Send-B24BotMessage chat5 x -ReplyTo 99999 } }
        @{ Text = 'message 99999'; Id = 'MessageNotFound'; Call = { Send-B24BotMessage chat5 -ForwardMessageId 99999 } }
        @{ Text = 'message 99999'; Id = 'MessageNotFound'; Call = { Add-B24BotReaction 99999 like } }
        @{ Text = 'command 77777'; Id = 'CommandNotFound'; Call = { Unregister-B24BotCommand 77777 -Confirm:$false } }
        @{ Text = 'file 88888'; Id = 'FileOnPortalNotFound'; Call = { Save-B24BotFile 88888 $TestDrive } }
        @{ Text = 'dialog chat404'; Id = 'ChatNotFound'; Call = { Invoke-B24Method imbot.v2.Chat.get @{ botId = 456; dialogId = 'chat404' } } }
        @{ Text = 'dialog chat404'; Id = 'ChatNotFound'; Call = { @{ Method = 'imbot.v2.Chat.get'; Parameter = @{ botId = 456; dialogId = 'chat404' } } | Invoke-B24Batch } }
    ) {
        $null = & $Call -ErrorAction SilentlyContinue 2>&1
        $problem = $Error[0]
        Get-ErrorId $problem | Should -BeExactly $Id
        "$problem" | Should -Match "did not find $([regex]::Escape($Text)): im\S+ answered [A-Z_]+"
        "$problem" | Should -Match '\.$'
        $problem.ErrorDetails.RecommendedAction | Should -Not -MatchExactly '\bbotId\b|\bdialogId\b|\bmessageId\b'
    }

    It 'names the dialog that the bot cannot access, and keeps the portal''s code' {
        $other = Invoke-PortalControl $portal POST reset @{}
        $null = Register-B24Bot -Code outside -DisplayName Outside
        $problem = Get-Failure { Send-B24BotMessage chat5 x -BotId outside -ErrorAction Stop }
        Get-ErrorId $problem | Should -BeExactly 'AccessDenied'
        "$problem" | Should -Match 'for dialog chat5 with ACCESS_DENIED\.$'
        $problem.Exception.PortalCode | Should -BeExactly 'ACCESS_DENIED'
    }

    It 'does not show text that could be a secret' {
        $null = Invoke-B24Method imbot.v2.Chat.get @{ botId = 456; dialogId = 'x7Kq9mP2vL4wR8tZ1nB6' } -ErrorAction SilentlyContinue -ErrorVariable problem
        "$($problem[0])" | Should -Match 'did not find dialog ''\*\*\*'''
        "$($problem[0])" | Should -Not -Match 'x7Kq'
    }
}

Describe 'Advice' {
    AfterEach {
        Reset-TestSession
    }

    It 'does not recommend the same cmdlet again if there is no bot: <Name>' -ForEach @(
        @{ Name = 'a webhook without bot and token'; Call = { Connect-TestWebhook $portal -NoBot; Send-B24BotMessage 17 x } }
        @{ Name = 'Get-B24Bot without token'; Call = { Connect-TestWebhook $portal -NoBot; Get-B24Bot } }
        @{ Name = 'Test of a missing bot'; Call = { Connect-B24Webhook $portal.webhookUri -BotId 999 -BotToken x -Test } }
    ) {
        Reset-TestPortal $portal
        $advice = (Get-Failure { $ErrorActionPreference = 'Stop'; & $Call }).ErrorDetails.RecommendedAction
        $advice | Should -Match 'Register-B24Bot|use Get-B24Bot'
        if ($advice -match 'Get-B24Bot\b') { $advice | Should -Match 'connected with a wrong -BotId' }
    }

    It 'names -Parameter and the method''s parameters in Invoke-B24Method, and the cmdlet''s parameters in other cmdlets' {
        Connect-TestWebhook $portal
        $null = Invoke-B24Method imbot.v2.Chat.Message.send @{ botId = 456; dialogId = 'chat5'; fields = @{ } } -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'MessageEmpty'
        $problem[0].ErrorDetails.RecommendedAction | Should -Match '-Parameter\. The parameters of imbot\.v2\.Chat\.Message\.send are: botId, dialogId'
        $null = @{ Method = 'imbot.v2.Chat.Message.send'; Parameter = @{ botId = 456; dialogId = 'chat5'; fields = @{ message = '' } } } | Invoke-B24Batch -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].ErrorDetails.RecommendedAction | Should -Match '-Parameter'
        $null = Send-B24BotMessage chat5 '' -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].ErrorDetails.RecommendedAction | Should -Match '-Message'
    }

    It 'names a proxy that does not answer' {
        $proxy = "http://127.0.0.1:$(Get-FreePort)"
        Connect-B24Webhook 'https://portal.example.com/rest/1/somecode12345678/' -Proxy $proxy -MaximumRetryCount 0
        $problem = Get-Failure { Invoke-B24Method server.time -ErrorAction Stop }
        Get-ErrorId $problem | Should -BeExactly 'ProxyRefused'
        "$problem" | Should -Match ([regex]::Escape(([uri] $proxy).Authority))
        $problem.ErrorDetails.RecommendedAction | Should -Match '-Proxy'
    }

    It 'names a proxy that refuses with <_>' -ForEach '403 Forbidden', '502 Bad Gateway', '407 Proxy Authentication Required' {
        $listener = New-Object System.Net.Sockets.TcpListener ([System.Net.IPAddress]::Loopback), 0
        $listener.Start()
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                    param($Listener, $Status)
                    $client = $Listener.AcceptTcpClient()
                    $stream = $client.GetStream()
                    $null = $stream.Read((New-Object byte[] 4096), 0, 4096)
                    $answer = [System.Text.Encoding]::ASCII.GetBytes("HTTP/1.1 $Status`r`nContent-Length: 0`r`nConnection: close`r`n`r`n")
                    $stream.Write($answer, 0, $answer.Length)
                    $client.Close()
                }).AddArgument($listener).AddArgument($_)
            $running = $shell.BeginInvoke()
            Connect-B24Webhook 'https://portal.example.com/rest/1/somecode12345678/' -Proxy "http://127.0.0.1:$($listener.LocalEndpoint.Port)" -MaximumRetryCount 0
            $problem = Get-Failure { Invoke-B24Method server.time -ErrorAction Stop }
            Get-ErrorId $problem | Should -BeExactly 'ProxyRefused'
            "$problem" | Should -Match "127.0.0.1:$($listener.LocalEndpoint.Port)"
            $null = $shell.EndInvoke($running)
        }
        finally {
            $listener.Stop()
            $shell.Dispose()
        }
    }

    It 'does not call the authorization server the portal: <Name>' -ForEach @(
        @{ Name = 'nobody answers'; Server = { "http://127.0.0.1:$(Get-FreePort)" }; Id = 'PortalUnreachable' }
        @{ Name = 'a name that is not known'; Server = { 'https://no-such-host.invalid' }; Id = 'PortalNameNotFound' }
    ) {
        $oauth = Get-OAuthOption $portal @{ AuthorizationServer = & $Server; MaximumRetryCount = 0 }
        Connect-B24OAuth @oauth
        $problem = Get-Failure { Update-B24Token -ErrorAction Stop }
        if ($Id -eq 'PortalNameNotFound' -and ($env:https_proxy -or $env:HTTPS_PROXY -or $env:all_proxy -or $env:ALL_PROXY)) {
            # A proxy resolves host names itself and answers in its own way.
            Get-ErrorId $problem | Should -BeIn 'PortalNameNotFound', 'ProxyRefused', 'PortalUnreachable'
            return
        }

        Get-ErrorId $problem | Should -BeLike $Id
        "$problem $($problem.ErrorDetails.RecommendedAction)" | Should -Not -Match '\bportal\b(?!\.example)'
        $problem.ErrorDetails.RecommendedAction | Should -Match 'authorization server|authorize'
    }
}
