# Events that the portal pushes: the listener of Watch-B24BotEvent and Start-B24Bot, and ConvertFrom-B24Event for other web servers.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Conversation.ps1
    $portal = Start-TestPortal
    $oldState = $env:BITRIX24_IMBOT_STATE

    function Set-Push {
        # Makes the portal push the bot's events to a port of this machine.
        Set-B24Bot -EventMode webhook -WebhookUri $address -WarningAction SilentlyContinue
    }

    function Start-Listener {
        # Starts a script in another runspace of this process, with the address, and waits for its listener. Complete-Background ends it.
        param([string] $Script, $Signal)
        $running = Start-Background $Script @{ address = $address; signal = $Signal }
        Wait-Port $port $running
        $running
    }

    function Get-PushedBody {
        # Returns the body that the portal posts for a message: its last push, to an address without a listener.
        param([string] $Text)
        Set-Push
        Add-PortalPost $portal $Text
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        while ($limit.Elapsed.TotalSeconds -lt 30) {
            $delivery = Invoke-PortalControl $portal GET deliveries | Where-Object event -EQ ONIMBOTV2MESSAGEADD | Select-Object -Last 1
            if ($delivery) {
                return $delivery.body
            }
        }

        throw 'Nothing was pushed.'
    }

    function Get-Status {
        # Returns the status code of a POST.
        param([string] $Body, [hashtable] $Header = @{}, [string] $Uri = $address)
        $request = [System.Net.HttpWebRequest]::Create($Uri)
        $request.Method = 'POST'
        $request.ContentType = 'application/x-www-form-urlencoded'
        foreach ($name in $Header.Keys) {
            if ($name -eq 'Host') { $request.Host = $Header[$name] } else { $request.Headers[$name] = $Header[$name] }
        }

        $bytes = [System.Text.Encoding]::ASCII.GetBytes($Body)
        $request.Proxy = $null
        $stream = $request.GetRequestStream()
        $stream.Write($bytes, 0, $bytes.Length)
        $stream.Close()
        try {
            $answer = $request.GetResponse()
        }
        catch [System.Net.WebException] {
            $answer = $_.Exception.Response
        }

        [int]$answer.StatusCode
        $answer.Dispose()
    }
}

AfterAll {
    $env:BITRIX24_IMBOT_STATE = $oldState
    Stop-TestPortal $portal
}

Describe 'Events that are pushed' {
    BeforeEach {
        $env:BITRIX24_IMBOT_STATE = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
        Reset-TestConnection $portal
        $port = Get-FreePort
        $address = "http://127.0.0.1:$port/b24/"

        # Creates the private dialog first, because its first message also causes an event for the new dialog.
        Add-PortalPost $portal 'hello'
    }

    It 'are handled like events of the queue, and answered in their dialog' {
        Set-Push
        $bot = Start-Listener 'Start-B24Bot -ListenUri $address -MaxEvents 2 -Timeout 30 -OnMessage { Send-B24BotMessage -Message "You said: $($_.Message.Text)"; "$($_.Kind) $($_.DialogId) $($_.UserId) [$($_.EventId)]" }'
        Add-PortalPost $portal 'one', 'two + 100 %'
        $given = Complete-Background $bot
        $given | Where-Object { $_ -is [string] } | Should -Be @('Message 17 17 []', 'Message 17 17 []')
        (Get-PortalMessage $portal 17 | Where-Object authorId -EQ 456).text | Should -Be @('You said: one', 'You said: two + 100 %')
        (Invoke-PortalControl $portal GET deliveries).status | Should -Be @(200, 200)
        @(Get-ChildItem $env:BITRIX24_IMBOT_STATE -Recurse -Filter *.json).Count | Should -Be 0
    }

    It 'are handled once, even if they arrive repeatedly and in another order' {
        Set-Push
        $null = Invoke-PortalControl $portal POST deliveries @{ repeats = 2; reversed = 3 }
        $bot = Start-Listener 'Watch-B24BotEvent -ListenUri $address -MaxEvents 3 -Timeout 30 | ForEach-Object { $_.Message.Text }'
        Add-PortalPost $portal '1', '2', '3'
        Complete-Background $bot | Sort-Object | Should -Be @('1', '2', '3')
    }

    It 'are kept on disk from acceptance until they are done, without secrets' {
        Set-Push
        $bot = Start-Listener '$first = Watch-B24BotEvent -ListenUri $address -Timeout 30 | ForEach-Object { while (@(Get-ChildItem $env:BITRIX24_IMBOT_STATE -Recurse -Filter *.json).Count -lt 3) { }; $_ } | Select-Object -First 1; $first.Message.Text'
        Add-PortalPost $portal 'one', 'two', 'three'
        Complete-Background $bot | Should -Be 'one'
        $files = @(Get-ChildItem $env:BITRIX24_IMBOT_STATE -Recurse -File | Where-Object Extension -NE '.lock')
        $files.Count | Should -BeGreaterOrEqual 4
        $files | Get-Content -Raw | Where-Object { $_ -match 'my_bot_token|"auth"' } | Should -BeNullOrEmpty
        Watch-B24BotEvent -ListenUri $address -MaxEvents 2 -Timeout 30 | ForEach-Object { $_.Message.Text } | Should -Be @('two', 'three')
    }

    It 'are kept next to the offset store if -OffsetStore is given' {
        Set-Push
        $store = Join-Path $TestDrive 'duty.offset'
        $bot = Start-Listener "Watch-B24BotEvent -ListenUri `$address -OffsetStore '$store' -MaxEvents 1 -Timeout 30 | ForEach-Object { throw 'no' }"
        Add-PortalPost $portal 'one'
        { Complete-Background $bot } | Should -Throw '*no*'
        (Watch-B24BotEvent -ListenUri $address -OffsetStore $store -MaxEvents 1 -Timeout 30).Message.Text | Should -Be 'one'
        Test-Path (Join-Path "$store.pushed" 'queue') | Should -BeTrue
    }

    It 'are accepted under the public name of a tunnel, and forged events are refused' {
        $body = Get-PushedBody 'from outside'
        $bot = Start-Listener 'Watch-B24BotEvent -ListenUri $address -MaxEvents 1 -Timeout 30 -WarningVariable warned 3>$null | ForEach-Object { $_.Message.Text }; $warned'
        Get-Status $body.Replace('custommy_bot_token', 'customguessed') | Should -Be 403
        Get-Status $body -Uri "http://127.0.0.1:$port/other/" | Should -Be 404
        Get-Status 'nothing' | Should -Be 400
        Get-Status $body -Header @{ Host = 'bots.example.com' } | Should -Be 200
        $given = Complete-Background $bot
        $given[0] | Should -Be 'from outside'
        "$($given[1])" | Should -Match '403.*token'
    }

    It 'of an application are recognized by its token' {
        Connect-TestOAuth $portal
        Set-B24Bot -EventMode webhook -WebhookUri $address -WarningAction SilentlyContinue
        Get-ErrorId (Get-Failure { Watch-B24BotEvent -ListenUri $address -Timeout 1 }) | Should -Be 'ApplicationTokenMissing'
        $secret = $portal.applicationToken
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$modulePath'; Watch-B24BotEvent -Session `$args[0] -ListenUri $address -ApplicationToken $secret -MaxEvents 1 -Timeout 30").AddArgument((Get-B24Session -All | Where-Object Kind -EQ OAuth))
        $bot = [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke() }
        Wait-Port $port $bot
        $null = Invoke-PortalControl $portal POST messages @{ dialogId = 'chat5'; text = '[USER=457]x[/USER] hi'; userId = 17 }
        (Complete-Background $bot).Message.Text | Should -Be '[USER=457]x[/USER] hi'
    }

    It 'cause an error if they cannot arrive: <Why>' -ForEach @(
        @{ Why = 'the bot is asked for its events'; Mode = 'fetch'; Option = @{}; Id = 'EventModeUnfit' }
        @{ Why = 'an https address'; Mode = 'webhook'; Option = @{ ListenUri = 'https://127.0.0.1:8443/' }; Id = 'ListenHttpsRefused' }
        @{ Why = 'a name'; Mode = 'webhook'; Option = @{ ListenUri = 'http://bots.example.com/' }; Id = 'ListenUriInvalid' }
        @{ Why = 'an address of another machine'; Mode = 'webhook'; Option = @{ ListenUri = 'http://192.0.2.1:8080/' }; Id = 'ListenFailed' }
        @{ Why = 'events of a user'; Mode = 'webhook'; Option = @{ IncludeUserEvents = $true }; Id = 'UserEventsNotPushed' }
    ) {
        if ($Mode -eq 'webhook') {
            Set-Push
        }

        $given = @{ ListenUri = $address; Timeout = 1 }
        foreach ($name in $Option.Keys) {
            $given[$name] = $Option[$name]
        }

        Get-ErrorId (Get-Failure { Watch-B24BotEvent @given }) | Should -Be $Id
    }

    It 'cause an error if the port is in use' {
        Set-Push
        $listener = New-Object System.Net.Sockets.TcpListener ([System.Net.IPAddress]::Loopback), $port
        $listener.Start()
        try {
            $failure = Get-Failure { Start-B24Bot -ListenUri $address -OnMessage { } -Timeout 1 }
        }
        finally {
            $listener.Stop()
        }

        Get-ErrorId $failure | Should -Be 'ListenPortBusy'
        "$failure" | Should -Match $port
    }

    It 'reach a handler quickly' {
        # A tenth of the figures in docs/reliability.md. B24_TEST_FULL=1 runs all.
        $full = $env:B24_TEST_FULL -eq '1'
        $count = if ($full) { 1000 } else { 50 }
        $template = (Get-PushedBody 'XXXX') -replace 'data%5Bmessage%5D%5Bid%5D=\d+', 'data%5Bmessage%5D%5Bid%5D=NNNN'

        # One at a time, because waiting for other events must not count.
        $handled = New-Object System.Threading.AutoResetEvent $false
        $script = "Start-B24Bot -ListenUri `$address -MaxEvents $count -Timeout 120 -OnMessage { [System.Diagnostics.Stopwatch]::GetTimestamp() - [long]`$_.Message.Text; `$null = `$signal.Set() }"
        $bot = Start-Listener $script -Signal $handled
        Add-Type -AssemblyName System.Net.Http
        $http = New-Object System.Net.Http.HttpClient (New-Object System.Net.Http.HttpClientHandler -Property @{ UseProxy = $false })
        try {
            foreach ($number in 1..$count) {
                $body = $template.Replace('NNNN', "$(1000 + $number)").Replace('XXXX', "$([System.Diagnostics.Stopwatch]::GetTimestamp())")
                $content = New-Object System.Net.Http.StringContent $body, ([System.Text.Encoding]::ASCII), 'application/x-www-form-urlencoded'
                $answer = $http.PostAsync($address, $content).GetAwaiter().GetResult()
                if ([int]$answer.StatusCode -ne 200) {
                    throw "Event $number was refused: $($answer.StatusCode)"
                }

                $null = $handled.WaitOne(30000)
            }
        }
        finally {
            $http.Dispose()
        }

        $times = @(Complete-Background $bot | ForEach-Object { 1000.0 * $_ / [System.Diagnostics.Stopwatch]::Frequency } | Sort-Object)
        $times.Count | Should -Be $count
        $line = '{0} events: median {1:0.0} ms, p99 {2:0.0} ms, longest {3:0.0} ms' -f $count, $times[$count / 2], $times[$count * 99 / 100 - 1], $times[-1]
        Write-Host $line
        $times[$count * 99 / 100 - 1] | Should -BeLessThan $(if ($full) { 50 } else { 500 }) -Because $line
    }
}

Describe 'ConvertFrom-B24Event' {
    BeforeAll {
        Reset-TestConnection $portal
        $port = Get-FreePort
        $address = "http://127.0.0.1:$port/b24/"
        Add-PortalPost $portal 'hello'
        $body = Get-PushedBody 'Hi & bye'
    }

    It 'returns the same object as the queue' {
        $pushed = ConvertFrom-B24Event $body
        $pushed | Should -BeOfType Bitrix24.Imbot.Core.Events.PortalEvent
        $pushed.EventId | Should -BeNullOrEmpty
        '{0} {1} {2} {3}' -f $pushed.Kind, $pushed.BotId, $pushed.DialogId, $pushed.Message.Text | Should -Be 'Message 456 17 Hi & bye'
        ConvertTo-Json $pushed -Depth 9 -WarningAction SilentlyContinue | Should -Not -Match 'my_bot_token'
    }

    It 'accepts JSON, and several bodies from the pipeline' {
        $json = '{"event":"ONIMBOTV2JOINCHAT","data":{"bot":{"id":456},"dialogId":"chat5"},"auth":{"application_token":"x"}}'
        ($json, $body | ConvertFrom-B24Event).Kind | Should -Be @('Join', 'Message')
    }

    It 'verifies the token, as text or SecureString, with or without the portal''s prefix' {
        foreach ($token in 'my_bot_token', 'custommy_bot_token', (ConvertTo-SecureText 'my_bot_token')) {
            (ConvertFrom-B24Event $body -ApplicationToken $token).MessageId | Should -BeGreaterThan 0
        }
    }

    It 'refuses a wrong token, does not show the body, and continues' {
        $failures = $null
        $given = 'event=X&data[a]=1', $body | ConvertFrom-B24Event -ApplicationToken my_bot_token -ErrorVariable failures -ErrorAction SilentlyContinue
        @($given).Count | Should -Be 1
        Get-ErrorId $failures[0] | Should -Be 'ApplicationTokenMismatch'
        $other = Get-Failure { ConvertFrom-B24Event $body -ApplicationToken my_bot_tokem -ErrorAction Stop }
        Get-ErrorId $other | Should -Be 'ApplicationTokenMismatch'
        $other.TargetObject | Should -BeNullOrEmpty
        "$other" | Should -Not -Match 'my_bot'
        $other.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'reports a body that is not an event: <Body>' -ForEach @(@{ Body = 'hello' }, @{ Body = '{"event":' }, @{ Body = '' }, @{ Body = 'event=X' }) {
        Get-ErrorId (Get-Failure { ConvertFrom-B24Event $Body -ErrorAction Stop }) | Should -Be 'EventUnreadable'
    }
}
