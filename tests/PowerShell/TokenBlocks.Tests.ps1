# Connect-B24OAuth -OnTokenRead and -OnTokenRefresh: the user's vault stores the tokens. The blocks run only on the pipeline thread of the runspace
# that connected.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $isSeven = $PSVersionTable.PSVersion.Major -ge 7
    $portal = Start-TestPortal
    $oldState = $env:BITRIX24_IMBOT_STATE
    $env:BITRIX24_IMBOT_STATE = Join-Path $TestDrive 'state'

    function ConvertFrom-SecureText {
        param($Value)
        if ($Value -is [securestring]) { (New-Object pscredential x, $Value).GetNetworkCredential().Password } else { $Value }
    }

    function Get-TokenRequest {
        @(Get-PortalRequest $portal oauth/token)
    }

    function Get-Granted {
        # The newest pair of the authorization server.
        ConvertFrom-Json @(Get-TokenRequest | Where-Object { $_.status -eq 200 })[-1].answer
    }
}

AfterAll {
    Stop-TestPortal $portal
    $env:BITRIX24_IMBOT_STATE = $oldState
}

Describe 'Token blocks' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        $vault = @{ Tokens = $null; Reads = 0; Writes = 0; Threads = @(); Fail = $null; FailRead = $null }
        $blocks = @{
            OnTokenRead    = {
                $vault.Reads++
                $vault.Threads += [System.Threading.Thread]::CurrentThread.ManagedThreadId
                if ($vault.FailRead) { & $vault.FailRead }
                $vault.Tokens
            }
            OnTokenRefresh = {
                param($tokens)
                $vault.Writes++
                $vault.Threads += [System.Threading.Thread]::CurrentThread.ManagedThreadId
                if ($vault.Fail) { & $vault.Fail }
                $vault.Tokens = @{ AccessToken = $tokens.AccessToken; RefreshToken = $tokens.RefreshToken }
                $vault.Given = $_
            }
        }
        $thread = [System.Threading.Thread]::CurrentThread.ManagedThreadId
    }

    AfterEach {
        Reset-TestSession
    }

    Context 'At connecting' {
        It 'an empty vault gets the passed tokens' {
            Connect-TestOAuth $portal -Option $blocks
            ConvertFrom-SecureText $vault.Tokens.AccessToken | Should -BeExactly $portal.accessToken
            ConvertFrom-SecureText $vault.Tokens.RefreshToken | Should -BeExactly $portal.refreshToken
            $vault.Reads, $vault.Writes | Should -Be 1, 1
            Get-TokenRequest | Should -BeNullOrEmpty
        }

        It 'the tokens of the vault take precedence over the passed tokens: <Kind>' -ForEach @(
            @{ Kind = 'a hashtable of text'; Make = { @{ AccessToken = $portal.accessToken; RefreshToken = $portal.refreshToken } } }
            @{ Kind = 'an object of SecureStrings'; Make = {
                    [pscustomobject]@{ accesstoken = (ConvertTo-SecureText $portal.accessToken); REFRESHTOKEN = (ConvertTo-SecureText $portal.refreshToken); Domain = $portal.domain }
                }
            }
        ) {
            $vault.Tokens = & $Make
            Connect-TestOAuth $portal -Option ($blocks + @{ AccessToken = 'yesterday'; RefreshToken = 'used-up' })
            (Get-B24ApiRevision -ErrorAction Stop).Rest | Should -BeGreaterThan 30
            $vault.Reads, $vault.Writes | Should -Be 1, 0
            Get-TokenRequest | Should -BeNullOrEmpty
        }

        It 'a refresh token alone is enough: <Kind>' -ForEach @(
            @{ Kind = 'text'; Make = { $portal.refreshToken } }
            @{ Kind = 'SecureString'; Make = { ConvertTo-SecureText $portal.refreshToken } }
            @{ Kind = 'credential'; Make = { New-Object pscredential app, (ConvertTo-SecureText $portal.refreshToken) } }
            @{ Kind = 'hashtable'; Make = { @{ RefreshToken = $portal.refreshToken } } }
        ) {
            $vault.Tokens = & $Make
            Connect-TestOAuth $portal -Option ($blocks + @{ AccessToken = $null; RefreshToken = $null })
            $null = Get-B24ApiRevision -ErrorAction Stop
            @(Get-TokenRequest).Count | Should -Be 1
            ConvertFrom-SecureText $vault.Tokens.RefreshToken | Should -BeExactly (Get-Granted).refresh_token
        }

        It 'the tokens of a code are stored before anything else is done' {
            $code = (New-PortalCode $portal).code
            Connect-TestOAuth $portal -Option ($blocks + @{ AccessToken = $null; RefreshToken = $null; AuthorizationCode = $code })
            ConvertFrom-SecureText $vault.Tokens.RefreshToken | Should -BeExactly (Get-Granted).refresh_token
        }

        It 'tokens of a code that cannot be stored cause an error, and the session offers them again' {
            $code = (New-PortalCode $portal).code
            $vault.Fail = { throw 'The vault is locked.' }
            $connect = Get-OAuthOption $portal ($blocks + @{ AccessToken = $null; RefreshToken = $null; AuthorizationCode = $code })
            Connect-B24OAuth @connect -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[-1] | Should -BeExactly 'TokenVaultNotWritten'
            $vault.Fail = $null
            $null = Get-B24ApiRevision -ErrorAction Stop
            ConvertFrom-SecureText $vault.Tokens.RefreshToken | Should -BeExactly (Get-Granted).refresh_token
        }

        It 'a vault that cannot be read does not use up the code' {
            $code = (New-PortalCode $portal).code
            $vault.FailRead = { throw 'The vault is locked.' }
            $problem = Get-Failure { Connect-TestOAuth $portal -Option ($blocks + @{ AccessToken = $null; RefreshToken = $null; AuthorizationCode = $code }) }
            Get-ErrorId $problem | Should -BeExactly 'TokenVaultNotRead'
            Get-TokenRequest | Should -BeNullOrEmpty
        }

        It 'fails with <Id>: <Kind>' -ForEach @(
            @{ Kind = 'two objects'; Id = 'TokenVaultNotRead'; Make = { 'one', 'two' } }
            @{ Kind = 'an object without a refresh token'; Id = 'TokenVaultNotRead'; Make = { @{ AccessToken = 'x' } } }
            @{ Kind = 'a number'; Id = 'TokenVaultNotRead'; Make = { 5 } }
            @{ Kind = 'a refresh token that is no text'; Id = 'TokenVaultNotRead'; Make = { @{ RefreshToken = 5 } } }
            @{ Kind = 'the tokens of another portal'; Id = 'TokenStoreOfAnotherApplication'; Make = { @{ RefreshToken = 'x'; Domain = 'other.bitrix24.com' } } }
        ) {
            $vault.Tokens = & $Make
            Get-ErrorId (Get-Failure { Connect-TestOAuth $portal -Option $blocks }) | Should -BeExactly $Id
        }

        It 'only one place stores the tokens' {
            Get-ErrorId (Get-Failure { Connect-TestOAuth $portal -Option ($blocks + @{ SaveProfile = 'x' }) }) | Should -BeExactly 'TokenStoreWithProfile'
            Get-ErrorId (Get-Failure { Connect-TestOAuth $portal -Option ($blocks + @{ TokenStore = (Join-Path $TestDrive 'x') }) }) | Should -BeExactly 'TokenStoreWithProfile'
            Get-ErrorId (Get-Failure { Connect-TestOAuth $portal -Option @{ OnTokenRead = { } } }) | Should -BeExactly 'TokenRefreshBlockMissing'
        }
    }

    Context 'At a refresh' {
        It 'the new pair is stored once, before its use, on this thread, where variables and functions work' {
            function Save-Pair { param($Pair) $vault.Count = @(Get-PortalRequest $portal imbot.v2.Revision.get).Count; $vault.Pair = $Pair }
            Connect-TestOAuth $portal -Option @{ OnTokenRefresh = { Save-Pair $args[0]; $vault.Threads += [System.Threading.Thread]::CurrentThread.ManagedThreadId } }
            $vault.Pair | Should -BeNullOrEmpty
            Set-PortalTokenExpired $portal
            $null = Get-B24ApiRevision -ErrorAction Stop
            $vault.Count | Should -Be 1
            $vault.Threads | Should -Be @($thread)
            $granted = Get-Granted
            ConvertFrom-SecureText $vault.Pair.AccessToken | Should -BeExactly $granted.access_token
            ConvertFrom-SecureText $vault.Pair.RefreshToken | Should -BeExactly $granted.refresh_token
            $vault.Pair.Domain | Should -BeExactly ([uri]$portal.address).Authority
            $vault.Pair.Scope | Should -BeExactly 'imbot,im'
            $vault.Pair.ExpiresAt | Should -BeGreaterThan ([DateTimeOffset]::Now)
            "$($vault.Pair)" | Should -BeExactly "Tokens for $(([uri]$portal.address).Authority)"
        }

        It 'the vault is read first, and tokens from another process are used' {
            $first = Connect-TestOAuth $portal -Option ($blocks + @{ PassThru = $true })
            $other = Connect-TestOAuth $portal -Option ($blocks + @{ Name = 'other'; PassThru = $true })
            Set-PortalTokenExpired $portal
            $null = Get-B24ApiRevision -Session $other -ErrorAction Stop
            $null = Get-B24ApiRevision -Session $first -ErrorAction Stop
            @(Get-TokenRequest).Count | Should -Be 1
            $vault.Threads | Select-Object -Unique | Should -Be $thread
        }

        It 'sessions work day after day with one vault' {
            foreach ($day in 1..3) {
                Reset-TestSession
                Connect-TestOAuth $portal -Option $blocks
                Set-PortalTokenExpired $portal
                $null = Send-B24BotMessage chat5 "day $day" -ErrorAction Stop
            }

            @(Get-PortalMessage $portal).text | Should -Be 'day 1', 'day 2', 'day 3'
            @(Get-TokenRequest).status | Should -Be 200, 200, 200
        }

        It 'two processes with one vault refresh once' {
            $file = Join-Path $TestDrive ('vault-' + [guid]::NewGuid().ToString('N') + '.json')
            $go = Join-Path $TestDrive ('go-' + [guid]::NewGuid().ToString('N'))
            $command = @"
`$connect = @{ Domain = '$($portal.domain)'; ClientId = '$($portal.clientId)'; ClientSecret = '$($portal.clientSecret)'; Scope = 'imbot', 'im'
    AuthorizationServer = '$($portal.authorizationServer)' }
Connect-B24OAuth @connect -AccessToken '$($portal.accessToken)' -RefreshToken '$($portal.refreshToken)' -OnTokenRead {
    if (Test-Path '$file') { Get-Content -Raw '$file' | ConvertFrom-Json }
} -OnTokenRefresh {
    `$plain = @{}
    foreach (`$name in 'AccessToken', 'RefreshToken') { `$plain[`$name] = (New-Object pscredential x, `$_.`$name).GetNetworkCredential().Password }
    `$plain | ConvertTo-Json | Set-Content '$file'
}
while (-not (Test-Path '$go')) { Start-Sleep -Milliseconds 20 }
foreach (`$number in 1..5) { `$null = Get-B24ApiRevision -ErrorAction Stop }
'ended'
"@
            # The other process, and this process, which has the same old pair.
            $shell = [powershell]::Create().AddScript('param($common, $command) . $common; Invoke-ChildPowerShell -Command $command')
            $call = $shell.AddArgument("$PSScriptRoot/Common.ps1").AddArgument($command).BeginInvoke()
            $limit = [System.Diagnostics.Stopwatch]::StartNew()
            while (-not (Test-Path $file) -and $limit.Elapsed.TotalSeconds -lt 60) { Start-Sleep -Milliseconds 20 }
            Connect-TestOAuth $portal -Option @{
                OnTokenRead    = { Get-Content -Raw $file | ConvertFrom-Json }
                OnTokenRefresh = { @{ AccessToken = ConvertFrom-SecureText $_.AccessToken; RefreshToken = ConvertFrom-SecureText $_.RefreshToken } | ConvertTo-Json | Set-Content $file }
            }
            Set-PortalTokenExpired $portal
            Set-Content $go 'go'
            foreach ($number in 1..5) { $null = Get-B24ApiRevision -ErrorAction Stop }
            $result = @($shell.EndInvoke($call))[0]
            $shell.Dispose()
            $result.ErrorText | Should -BeNullOrEmpty
            $result.Output | Should -BeExactly 'ended'
            @(Get-TokenRequest).status | Should -Be @(200)
        }

        It 'a failing refresh block ends the call before it is sent, and the next call stores the pair and works' -ForEach @(
            @{ Trouble = { throw 'The vault is locked.' } }
            @{ Trouble = { Write-Error 'The vault is locked.' } }
            @{ Trouble = { Get-Item (Join-Path $TestDrive 'The vault is locked.') } }
        ) {
            Connect-TestOAuth $portal -Option $blocks
            Set-PortalTokenExpired $portal
            $vault.Fail = $Trouble
            $null = Send-B24BotMessage chat5 first -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[-1] | Should -BeExactly 'TokenVaultNotWritten'
            "$($problem[-1])" | Should -Match 'The vault is locked'
            $problem[-1].ErrorDetails.RecommendedAction | Should -Match '\S'
            Get-PortalMessage $portal | Should -BeNullOrEmpty

            $warnings = @()
            $null = Send-B24BotMessage chat5 second -ErrorAction Stop -WarningAction SilentlyContinue -WarningVariable warnings
            "$warnings" | Should -Match 'will be lost when this session ends.*The vault is locked'
            $vault.Fail = $null
            $null = Send-B24BotMessage chat5 third -ErrorAction Stop -WarningVariable warnings
            $warnings.Count | Should -Be 0
            @(Get-PortalMessage $portal).text | Should -Be 'second', 'third'
            @(Get-TokenRequest).Count | Should -Be 1
            ConvertFrom-SecureText $vault.Tokens.RefreshToken | Should -BeExactly (Get-Granted).refresh_token
        }

        It 'a pair that was not stored is refreshed, and not the used pair in the vault' {
            Connect-TestOAuth $portal -Option $blocks
            Set-PortalTokenExpired $portal
            $vault.Fail = { throw 'no' }
            $null = Get-B24ApiRevision -ErrorAction SilentlyContinue
            Set-PortalTokenExpired $portal
            $null = Get-B24ApiRevision -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            $vault.Fail = $null
            $null = Get-B24ApiRevision -ErrorAction Stop
            @(Get-TokenRequest).status | Should -Be 200, 200
            ConvertFrom-SecureText $vault.Tokens.RefreshToken | Should -BeExactly (Get-Granted).refresh_token
        }

        It 'a failing read block ends the call before the refresh token is used' {
            Connect-TestOAuth $portal -Option $blocks
            Set-PortalTokenExpired $portal
            $vault.FailRead = { throw 'The vault is locked.' }
            $null = Send-B24BotMessage chat5 first -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[-1] | Should -BeExactly 'TokenVaultNotRead'
            Get-TokenRequest | Should -BeNullOrEmpty
            $vault.FailRead = $null
            $null = Send-B24BotMessage chat5 second -ErrorAction Stop
        }

        It 'a block can use another session, and its own session is refused immediately' {
            $hook = Connect-B24Webhook $portal.webhookUri -BotId 456 -BotToken my_bot_token -Name hook -PassThru
            Connect-TestOAuth $portal -Option @{
                OnTokenRefresh = {
                    $null = Send-B24BotMessage chat5 'refreshed' -Session $hook
                    try { $null = Get-B24ApiRevision } catch { $vault.Own = ($_.FullyQualifiedErrorId -split ',')[0] }
                }
            }
            Set-PortalTokenExpired $portal
            $null = Get-B24ApiRevision -ErrorAction Stop
            @(Get-PortalMessage $portal).text | Should -Be 'refreshed'
            $vault.Own | Should -BeExactly 'TokenVaultBusy'
        }

        It 'output of the refresh block is not written to the pipeline' {
            Connect-TestOAuth $portal -Option @{ OnTokenRefresh = { 'noise' } }
            Set-PortalTokenExpired $portal
            @(Get-B24ApiRevision -ErrorAction Stop).Count | Should -Be 1
        }
    }

    Context 'In another runspace' {
        It 'a refresh is refused before the token is used, and works after Update-B24Token in this runspace' {
            Skip-WithoutPowerShell7

            Connect-TestOAuth $portal -Option $blocks
            Set-PortalTokenExpired $portal
            $ids = 1..4 | ForEach-Object -Parallel {
                Import-Module $using:modulePath
                try { $null = Send-B24BotMessage chat5 "early $_" -ErrorAction Stop; 'sent' } catch { ($_.FullyQualifiedErrorId -split ',')[0] }
            }
            $ids | Should -Be (@('TokenVaultOutOfReach') * 4)
            Get-TokenRequest | Should -BeNullOrEmpty
            Update-B24Token
            $null = 1..4 | ForEach-Object -Parallel { Import-Module $using:modulePath; Send-B24BotMessage chat5 "part $_" -ErrorAction Stop }
            @(Get-PortalMessage $portal).Count | Should -Be 4
            $vault.Threads | Select-Object -Unique | Should -Be $thread
        }

        It 'a refresh runs on the thread that connected while it waits in a cmdlet' {
            Skip-WithoutPowerShell7

            Connect-TestOAuth $portal -Option $blocks
            Add-PortalFault $portal Delay server.time -Option @{ delayMilliseconds = 3000 }
            $common = "$PSScriptRoot/Common.ps1"
            $job = Start-ThreadJob {
                . $using:common
                Wait-PortalRequest $using:portal server.time
                Set-PortalTokenExpired $using:portal
                Send-B24BotMessage chat5 'from a job' -ErrorAction Stop
            }
            $null = Invoke-B24Method server.time -ErrorAction Stop
            ($job | Receive-Job -Wait -AutoRemoveJob).MessageId | Should -BeGreaterThan 0
            @(Get-TokenRequest).status | Should -Be @(200)
            $vault.Threads | Select-Object -Unique | Should -Be $thread
            ConvertFrom-SecureText $vault.Tokens.RefreshToken | Should -BeExactly (Get-Granted).refresh_token
        }

        It 'a separate session has separate blocks' {
            Skip-WithoutPowerShell7

            $data = Get-OAuthOption $portal
            $result = 1..2 | ForEach-Object -Parallel {
                Import-Module $using:modulePath
                $connect = $using:data
                $kept = @{}
                Connect-B24OAuth @connect -BotId 457 -OnTokenRefresh { $kept.Pair = $_; $kept.Runspace = [runspace]::DefaultRunspace.InstanceId }
                Update-B24Token -ErrorAction SilentlyContinue
                if ($kept.Pair) { "kept $($kept.Runspace -eq [runspace]::DefaultRunspace.InstanceId)" } else { ($Error[0].FullyQualifiedErrorId -split ',')[0] }
            }
            # Both have the same refresh token, which works only once.
            $result | Sort-Object | Should -Be 'kept True', 'RefreshTokenRejected'
        }
    }

    Context 'In a restricted language mode' {
        It 'the blocks stay in ConstrainedLanguage' {
            $runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault())
            $runspace.Open()
            try {
                $shell = [powershell]::Create()
                $shell.Runspace = $runspace
                $null = $shell.AddScript("Import-Module '$modulePath'").Invoke()
                $runspace.SessionStateProxy.LanguageMode = 'ConstrainedLanguage'
                $shell.Commands.Clear()
                $null = $shell.AddScript(@'
param($connect, $expire)
$seen = @{}
$read = { $seen.Read = "$($ExecutionContext.SessionState.LanguageMode)" }
$refresh = {
    $seen.Refresh = "$($ExecutionContext.SessionState.LanguageMode)"
    $seen.Token = $_.RefreshToken.Length
    try { [System.IO.Path]::GetTempPath(); $seen.Method = 'allowed' } catch { $seen.Method = $_.FullyQualifiedErrorId }
}
Connect-B24OAuth @connect -OnTokenRead $read -OnTokenRefresh $refresh
Update-B24Token -ErrorAction Stop
Get-B24ApiRevision -ErrorAction Stop | ForEach-Object { $seen.Rest = $_.Rest }
$seen
'@).AddArgument((Get-OAuthOption $portal))
                $seen = @($shell.Invoke())[-1]
                $shell.Streams.Error | Should -BeNullOrEmpty
                $seen.Read | Should -BeExactly 'ConstrainedLanguage'
                $seen.Refresh | Should -BeExactly 'ConstrainedLanguage'
                $seen.Method | Should -BeExactly 'MethodInvocationNotSupportedInConstrainedLanguage'
                $seen.Token | Should -BeGreaterThan 10
                $seen.Rest | Should -BeGreaterThan 30
                "$($runspace.SessionStateProxy.LanguageMode)" | Should -BeExactly 'ConstrainedLanguage'
                $shell.Dispose()
            }
            finally {
                $runspace.Dispose()
            }
        }
    }

    Context 'Stopped' {
        It 'in a block: the cmdlet ends immediately, and the next cmdlet stores the new pair' {
            $shared = [hashtable]::Synchronized(@{ Began = $false; Kept = $null; Slow = $true })
            $runspace = [runspacefactory]::CreateRunspace()
            $runspace.Open()
            $first = [powershell]::Create()
            $first.Runspace = $runspace
            $null = $first.AddScript(@'
param($module, $connect, $shared)
Import-Module $module
Connect-B24OAuth @connect -OnTokenRefresh {
    $shared.Began = $true
    if ($shared.Slow) { Start-Sleep 60 }
    $shared.Kept = $_
}
Update-B24Token
'@).AddArgument($modulePath).AddArgument((Get-OAuthOption $portal)).AddArgument($shared)
            $call = $first.BeginInvoke()
            $limit = [System.Diagnostics.Stopwatch]::StartNew()
            while (-not $shared.Began -and $limit.Elapsed.TotalSeconds -lt 30) { }
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $first.Stop()
            $watch.Elapsed.TotalMilliseconds | Should -BeLessThan 1000
            { $first.EndInvoke($call) } | Should -Throw
            $shared.Slow = $false
            $second = [powershell]::Create()
            $second.Runspace = $runspace
            $null = $second.AddScript('Get-B24ApiRevision -ErrorAction Stop').Invoke()
            $second.Streams.Error | Should -BeNullOrEmpty
            ConvertFrom-SecureText $shared.Kept.RefreshToken | Should -BeExactly (Get-Granted).refresh_token
            $first.Dispose()
            $second.Dispose()
            $runspace.Dispose()
        }
    }
}
