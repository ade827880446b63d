# Ctrl+C and Select-Object -First end every cmdlet that waits within 200 ms, and nothing continues to run.
#
# A cmdlet that calls the portal has a line in $calls; one that waits in another way has an entry in $waits.

BeforeDiscovery {
    . $PSScriptRoot/Common.ps1

    # Each calls a portal that does not answer.
    $calls = [ordered]@{
        'Add-B24BotChatManager'     = 'Add-B24BotChatManager chat5 17'
        'Add-B24BotChatUser'        = 'Add-B24BotChatUser chat5 17'
        'Add-B24BotReaction'        = 'Add-B24BotReaction 1 like'
        'Confirm-B24BotMessageRead' = 'Confirm-B24BotMessageRead chat5'
        'Disable-B24BotTextField'   = 'Disable-B24BotTextField chat5'
        'Enable-B24BotTextField'    = 'Enable-B24BotTextField chat5'
        'Exit-B24BotChat'           = 'Exit-B24BotChat chat5'
        'Get-B24ApiRevision'        = 'Get-B24ApiRevision'
        'Get-B24Bot'                = 'Get-B24Bot'
        'Get-B24BotChat'            = 'Get-B24BotChat chat5'
        'Get-B24BotChatUser'        = 'Get-B24BotChatUser chat5'
        'Get-B24BotCommand'         = 'Get-B24BotCommand'
        'Get-B24BotEvent'           = 'Get-B24BotEvent'
        'Get-B24BotMessage'         = 'Get-B24BotMessage 1'
        'Get-B24BotMessageContext'  = 'Get-B24BotMessageContext 1'
        'Get-B24Permission'         = 'Get-B24Permission'
        'Get-B24User'               = 'Get-B24User'
        'Get-B24UserEvent'          = 'Get-B24UserEvent'
        'Invoke-B24Batch'           = 'Invoke-B24Batch @{ Method = "server.time" }'
        'Invoke-B24Method'          = 'Invoke-B24Method server.time'
        'New-B24BotChat'            = 'New-B24BotChat Title'
        'Register-B24Bot'           = 'Register-B24Bot code Name'
        'Register-B24BotCommand'    = 'Register-B24BotCommand status Status'
        'Register-B24UserEvent'     = 'Register-B24UserEvent'
        'Remove-B24BotChatManager'  = 'Remove-B24BotChatManager chat5 17'
        'Remove-B24BotChatUser'     = 'Remove-B24BotChatUser chat5 17'
        'Remove-B24BotMessage'      = 'Remove-B24BotMessage 1'
        'Remove-B24BotReaction'     = 'Remove-B24BotReaction 1 like'
        'Request-B24BotReply'       = 'Request-B24BotReply chat5 Question'
        'Save-B24BotFile'           = 'Save-B24BotFile 1 -Destination ([System.IO.Path]::GetTempPath())'
        'Save-B24UserFile'          = 'Save-B24UserFile 1 -DialogId chat5 -Destination ([System.IO.Path]::GetTempPath())'
        'Send-B24BotCommandAnswer'  = 'Send-B24BotCommandAnswer -CommandId 1 -MessageId 1 -DialogId chat5 -Message hi'
        'Send-B24BotContext'        = 'Send-B24BotContext @{ a = 1 } 17'
        'Send-B24BotFile'           = 'Send-B24BotFile -LiteralPath $file -DialogId chat5'
        'Send-B24BotInputAction'    = 'Send-B24BotInputAction chat5'
        'Send-B24BotMessage'        = 'Send-B24BotMessage chat5 hi'
        'Send-B24Notification'      = 'Send-B24Notification 17 hi'
        'Send-B24UserFile'          = 'Send-B24UserFile -LiteralPath $file -DialogId chat5'
        'Set-B24Bot'                = 'Set-B24Bot -DisplayName Name'
        'Set-B24BotChat'            = 'Set-B24BotChat chat5 -Title Title'
        'Set-B24BotCommand'         = 'Set-B24BotCommand -CommandId 1 -Title Title'
        'Set-B24BotMessage'         = 'Set-B24BotMessage 1 hi'
        'Start-B24Bot'              = 'Start-B24Bot { }'
        'Test-B24Session'           = 'Test-B24Session'
        'Unregister-B24Bot'         = 'Unregister-B24Bot 456 -Confirm:$false'
        'Unregister-B24BotCommand'  = 'Unregister-B24BotCommand 1'
        'Unregister-B24UserEvent'   = 'Unregister-B24UserEvent'
        'Update-B24Token'           = 'Update-B24Token (Connect-B24OAuth @oauth @tokens -Name new -PassThru)'
        'Watch-B24BotEvent'         = 'Watch-B24BotEvent'
    }
    $rows = @(
        foreach ($name in $calls.Keys) {
            if (Get-Command $name -Module Bitrix24.Imbot -ErrorAction SilentlyContinue) { @{ Name = $name; Script = $calls[$name]; Known = @($calls.Keys) } }
        }
    )

    # A sent refresh finishes outside the pipeline, because its answer is the only copy of the new tokens. So each try has a new session.
    # Fault: the fault of the portal, with its options. Method, Count: the request that starts the wait. Script: the script to stop.
    $waits = @(
        @{ Name = 'the pause after QUERY_LIMIT_EXCEEDED'; Fault = 'QueryLimitExceeded'; Method = 'server.time'; Times = -1; Count = 3; Script = 'Invoke-B24Method server.time' }
        @{ Name = 'a long Retry-After'; Fault = 'Status'; Method = 'server.time'; Count = 1; Script = 'Invoke-B24Method server.time'
            Option = @{ retryAfter = '300'; error = 'QUERY_LIMIT_EXCEEDED' }
        }
        @{ Name = 'an exhausted execution time'; Fault = 'OperationTimeLimit'; Method = 'server.time'; Count = 1; Script = 'Invoke-B24Method server.time' }
        @{ Name = 'the pause before a repeat'; Fault = 'ResetBefore'; Method = 'imbot.v2.Revision.get'; Times = -1; Count = 3; Script = 'Get-B24ApiRevision' }
        @{ Name = 'the budget of a Standard portal'; Method = 'server.time'; Count = 50
            Script = '1..80 | ForEach-Object { Invoke-B24Method server.time -Session $standard }'
        }
        @{ Name = 'a refresh that a call needs'; Expired = $true; Fault = 'HangToken'; Method = 'oauth/token'; Count = 1; Script = 'Get-B24ApiRevision -Session (Connect-B24OAuth @oauth @tokens -Name new -PassThru)' }
        @{ Name = 'the repeat of a refresh'; Fault = 'Html'; Method = 'oauth/token'; Times = -1; Count = 2; Script = 'Update-B24Token (Connect-B24OAuth @oauth @tokens -Name new -PassThru)' }
        @{ Name = 'the exchange of a code'; Fault = 'HangToken'; Method = 'oauth/token'; Count = 1; Script = 'Connect-B24OAuth @oauth -AuthorizationCode code' }
        @{ Name = 'the turn of a token store that another process holds'; Locked = $true; Script = 'Update-B24Token $stored' }
        @{ Name = 'a TLS handshake that does not go on'; Silent = $true; Script = 'Get-B24ApiRevision -Session $silent' }
        @{ Name = 'the time between two looks at the queue'; Method = 'imbot.v2.Event.get'; Count = 1; Script = 'Watch-B24BotEvent -Interval 600' }
        @{ Name = 'the same of a bot'; Method = 'imbot.v2.Event.get'; Count = 1; Script = 'Start-B24Bot { } -Interval 600' }
        @{ Name = 'a handler'; Method = 'server.time'; Count = 1; Fault = 'Hang'; Says = '[USER=456]Bot[/USER] hi'; Script = 'Start-B24Bot { Invoke-B24Method server.time }' }
        @{ Name = 'the confirmation of what is done, after the last event'; Method = 'imbot.v2.Event.get'; Count = 2; Fault = 'Hang'; Option = @{ skip = 1 }
            Says = '[USER=456]Bot[/USER] hi'; Script = 'Watch-B24BotEvent -MaxEvents 1'
        }
        @{ Name = 'the confirmation of what was put aside for others'; Method = 'imbot.v2.Event.get'; Times = -1; Count = 2; Fault = 'Hang'; Option = @{ skip = 1 }
            Says = '[USER=456]Bot[/USER] hi'; Script = 'Request-B24BotReply 17 Question -Interval 1'
        }
    )
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $oldState = $env:BITRIX24_IMBOT_STATE
    $env:BITRIX24_IMBOT_STATE = Join-Path $TestDrive 'state'
    $limit = 200
    $measured = New-Object System.Collections.ArrayList
    $store = Join-Path $TestDrive 'tokens.json'
    $listener = New-Object System.Net.Sockets.TcpListener ([System.Net.IPAddress]::Loopback), 0
    $listener.Start()
    $file = Join-Path $TestDrive 'file.txt'
    [System.IO.File]::WriteAllText($file, 'content')

    $runspace = [runspacefactory]::CreateRunspace()
    $runspace.Open()
    foreach ($name in 'modulePath', 'store', 'file') {
        $runspace.SessionStateProxy.SetVariable($name, (Get-Variable $name -ValueOnly))
    }

    $runspace.SessionStateProxy.SetVariable('webhook', $portal.webhookUri)
    $runspace.SessionStateProxy.SetVariable('silentPort', $listener.LocalEndpoint.Port)
    $runspace.SessionStateProxy.SetVariable('oauth', (Get-OAuthOption $portal @{ AccessToken = $null; RefreshToken = $null }))
    $runspace.SessionStateProxy.SetVariable('tokens', @{ AccessToken = $portal.accessToken; RefreshToken = $portal.refreshToken })
    $shell = [powershell]::Create()
    $shell.Runspace = $runspace
    $null = $shell.AddScript(@'
Import-Module $modulePath
$stored = Connect-B24OAuth @oauth @tokens -Name stored -TokenStore $store -PassThru
$silent = Connect-B24Webhook "https://127.0.0.1:$silentPort/rest/1/abcdefgh1234/" -BotId 456 -BotToken token -Name silent -PassThru

# Another name of this machine, because each portal has one budget in a process.
$standard = Connect-B24Webhook $webhook.Replace('127.0.0.1', 'localhost') -Name standard -RequestRate Standard -PassThru
$hook = Connect-B24Webhook $webhook -BotId 456 -BotToken my_bot_token -RequestRate Unlimited -Name hook -PassThru
'@).Invoke()
    if ($shell.HadErrors) { throw $shell.Streams.Error[0] }
    $here = Connect-TestWebhook $portal -Option @{ Name = 'here'; RequestRate = 'Unlimited'; PassThru = $true }
    $shell.Dispose()

    function Measure-Stop {
        # Starts a script, stops it when it waits, and returns the milliseconds until its end.
        param([string] $Script, [scriptblock] $Ready)
        $shell = [powershell]::Create()
        try {
            $shell.Runspace = $runspace
            # A stopped Connect cmdlet leaves no default session.
            $running = $shell.AddScript('Set-B24Session hook -Default; ' + $Script).BeginInvoke()
            & $Ready $running
            $running.IsCompleted | Should -BeFalse
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $time = $watch.Elapsed.TotalMilliseconds
            $script:seen = Get-CallCount
            "$($shell.InvocationStateInfo.State)" | Should -BeExactly 'Stopped'
            $shell.Streams.Error.Count | Should -Be 0
            $time
        }
        finally {
            $shell.Dispose()
        }
    }

    function Assert-Quick {
        # A busy machine gets two more tries.
        param([string] $Name, [scriptblock] $Measure)
        foreach ($try in 1..3) {
            $time = & $Measure
            if ($time -le $limit) { break }
        }

        $null = $measured.Add([pscustomobject]@{ Name = $Name; Milliseconds = $time })
        $time | Should -BeLessOrEqual $limit
    }

    function Reset-Wait {
        # Requests that arrived since the last stop continued after it.
        Assert-NothingMore
        Invoke-PortalControl $portal DELETE faults
        Clear-PortalRequest $portal
        $script:seen = 0
    }

    function Get-CallCount {
        # The authorization server is excluded: a started refresh finishes, because its answer is the only copy of the new tokens.
        @(Get-PortalRequest $portal | Where-Object { $_.method -ne 'oauth/token' }).Count
    }

    function Assert-NothingMore {
        Get-CallCount | Should -Be $script:seen
    }

    $script:seen = Get-CallCount
}

AfterAll {
    $runspace.Dispose()
    Reset-TestSession
    $listener.Stop()
    Stop-TestPortal $portal
    $env:BITRIX24_IMBOT_STATE = $oldState
    $slowest = $measured | Sort-Object Milliseconds | Select-Object -Last 1
    Write-Host ("{0} waits were stopped; the slowest, {1}, took {2:0} ms." -f $measured.Count, $slowest.Name, $slowest.Milliseconds)
}

Describe 'Ctrl+C' {
    It 'is tested for every cmdlet that calls the portal' -ForEach $rows[0] {
        $all = @(Get-Command -Module Bitrix24.Imbot -CommandType Cmdlet | Where-Object { $_.Parameters.ContainsKey('Session') -and $_.Name -notmatch '^(Set|Disconnect)-B24Session$' })
        $all.Count | Should -BeGreaterThan 30
        $all.Name | Where-Object { $Known -notcontains $_ } | Should -BeNullOrEmpty
    }

    It 'ends <Name> while the portal does not answer' -ForEach $rows {
        Assert-Quick $Name {
            Reset-Wait
            Add-PortalFault $portal Hang '*'
            Add-PortalFault $portal HangToken oauth/token
            Measure-Stop $Script { Wait-PortalRequest $portal }
        }
    }

    It 'ends <Name>' -ForEach $waits {
        Assert-Quick $Name {
            Reset-Wait
            if ($Expired) { Set-PortalTokenExpired $portal }
            if ($Fault) {
                Add-PortalFault $portal $Fault $Method $(if ($Times) { $Times } else { 1 }) $(if ($Option) { $Option } else { @{} })
            }
            if ($Says) { $null = Invoke-PortalControl $portal POST messages @{ dialogId = 'chat5'; text = $Says } }
            $held = if ($Locked) { [System.IO.File]::Open("$store.lock", 'OpenOrCreate', 'ReadWrite', 'None') }
            try {
                Measure-Stop $Script {
                    param($running)
                    if ($Method) {
                        Wait-PortalRequest $portal $Method $Count
                    }
                    elseif ($Silent) {
                        while (-not $listener.Pending() -and -not $running.IsCompleted) { Start-Sleep -Milliseconds 5 }
                    }
                }
            }
            finally {
                if ($held) { $held.Dispose() }
            }
        }
    }

    It 'leaves nothing running' {
        # All interrupted pauses, except the long ones, are over by then.
        Start-Sleep -Milliseconds 1500
        Assert-NothingMore
    }
}

Describe 'Select-Object -First' {
    It 'ends <Name>, and sends nothing more' -ForEach @(
        @{ Name = 'Send-B24BotMessage'; Script = "Send-B24BotMessage chat5, chat5, chat5 hi"; Method = 'imbot.v2.Chat.Message.send' }
        @{ Name = 'Get-B24BotChat'; Script = "'chat5', 'chat5' | Get-B24BotChat"; Method = 'imbot.v2.Chat.get' }
        @{ Name = 'Get-B24Bot'; Script = 'Get-B24Bot'; Method = 'imbot.v2.Bot.list' }
        @{ Name = 'Invoke-B24Method'; Script = "1..3 | ForEach-Object { Invoke-B24Method server.time }"; Method = 'server.time' }
    ) {
        Assert-Quick "$Name | Select-Object -First 1" {
            Reset-Wait

            # Requests after the first one would hang.
            Add-PortalFault $portal Hang $Method -Count 5 -Option @{ skip = 1 }
            $shell = [powershell]::Create()
            $shell.Runspace = $runspace
            $time = $shell.AddScript("Set-B24Session hook -Default; $Script | ForEach-Object { `$watch = [System.Diagnostics.Stopwatch]::StartNew(); `$_ } | Select-Object -First 1 | Out-Null; `$watch.Elapsed.TotalMilliseconds").Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $shell.Dispose()
            $script:seen = Get-CallCount
            @(Get-PortalRequest $portal $Method).Count | Should -Be 1
            $time[0]
        }
    }

    # Completed events are confirmed at the end. This portal does not answer that.
    It 'ends <Name> while the portal does not answer the confirmation, <How>, and sends nothing more' -ForEach @(
        @{ Name = 'Watch-B24BotEvent'; Script = 'Watch-B24BotEvent'; How = 'which the state folder then knows' }
        @{ Name = 'Watch-B24BotEvent'; Script = 'Watch-B24BotEvent -OffsetStore $offset'; Keeps = $true; How = 'which the offset store then knows' }
        @{ Name = 'Start-B24Bot'; Script = 'Start-B24Bot { $_ }'; How = 'with a handler in this runspace' }
        @{ Name = 'Start-B24Bot'; Script = 'Start-B24Bot { $_ } -ThrottleLimit 2'; How = 'with a handler beside it' }
    ) {
        Assert-Quick "$Name | Select-Object -First 1 ($How)" {
            Reset-Wait
            Reset-TestPortal $portal
            Add-PortalPost $portal '[USER=456]Bot[/USER] one', '[USER=456]Bot[/USER] two' -DialogId chat5
            $offset = Join-Path $TestDrive "$([guid]::NewGuid()).offset"
            $runspace.SessionStateProxy.SetVariable('offset', $offset)
            Add-PortalFault $portal Hang imbot.v2.Event.get -1 @{ skip = 1 }
            $shell = [powershell]::Create()
            $shell.Runspace = $runspace
            $given = $shell.AddScript("Set-B24Session hook -Default; `$VerbosePreference = 'Continue'; $Script | ForEach-Object { `$watch = [System.Diagnostics.Stopwatch]::StartNew(); `$_ } | Select-Object -First 1; `$watch.Elapsed.TotalMilliseconds").Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $told = "$($shell.Streams.Verbose)"
            $shell.Dispose()
            $script:seen = Get-CallCount
            $given[0].Message.Text | Should -Be '[USER=456]Bot[/USER] one'
            $told | Should -Match 'could not be confirmed'
            Wait-PortalRequest $portal imbot.v2.Event.get 2
            $asked = @(Get-PortalRequest $portal imbot.v2.Event.get)

            # The queue can have been read once more while a handler ran.
            $asked.Count | Should -BeIn 2, 3
            $asked[-1].Json.offset | Should -Be ($given[0].EventId + 1)

            # The portal didn't receive the confirmation and delivers the event again. It is known here.
            Invoke-PortalControl $portal DELETE faults
            $told | Should -Match 'are not delivered again'
            $store = if ($Keeps) { @{ OffsetStore = $offset } } else { @{} }
            (Watch-B24BotEvent @store -MaxEvents 1 -Session $here).Message.Text | Should -Be '[USER=456]Bot[/USER] two'

            $script:seen = Get-CallCount
            $given[1]
        }
    }
}
