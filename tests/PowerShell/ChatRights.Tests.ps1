# Rules, limits, and the audit of functions in chats, end to end: people write to a bot of the emulator.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Conversation.ps1
    $portal = Start-TestPortal

    # Secrets in parameters, output, and errors. None may appear anywhere afterward.
    $planted = @{
        Password = 'hunter2-Planted'
        Jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJwbGFudGVkIjoiMTIzNDU2Nzg5MCJ9.plantedSignature0123456789abcdef'
        Hex = 'a1b2c3d4e5f60718293a4b5c6d7e8f90'
        Assigned = 'Pl4nted!Assigned'
        Property = 'Pl4nted!Property'
        Positional = 'Pl4nted!Positional'
        Refused = 'Pl4nted!Refused'
        Asked = 'Pl4nted!Asked'
    }
    $functions = @'
function Get-Free { param([string] $Name) "free $Name".Trim() }
function Get-Other { 'other' }
function Get-Failing { throw 'it broke' }
function Get-Held { param([Parameter(Mandatory)] [string] $Name) "held $Name" }
function Set-Shown { [CmdletBinding(SupportsShouldProcess)] param([string] $Name) if ($PSCmdlet.ShouldProcess($Name)) { 'done' } }
function Get-Sleeping { Start-Sleep -Seconds 600 }
function Set-Login {
    [CmdletBinding()] param([Parameter(Mandatory, Position = 0)] [string] $Name, [Parameter(Position = 1)] [ValidatePattern('^[^#]+$')] [string] $Password, [string] $ApiToken, [int] $Port)
    Write-Host "Logging in with $Password"
    Write-Warning "Weak password $Password"
    Write-Progress -Activity "Login $Password" -Status "Token $ApiToken"
    "Login of $Name with $Password"
    [pscustomobject]@{ Name = $Name; Token = 'PROPERTY'; Number = 1 }
    "Authorization: Bearer JWT"
    "Secret: ASSIGNED"
    @([pscustomobject]@{ A = 1; Token = 'PROPERTY'; C = 3; D = 4 }, [pscustomobject]@{ A = 2; Token = 'PROPERTY'; C = 3; D = 4 })
    Write-Error "No login with $Password, key HEX" -TargetObject $Password -ErrorId "Wrong,$Password"
    if ($ApiToken) { throw "Refused: $Password, token JWT, password=ASSIGNED" }
}
function Get-Lines { param([string] $Password) 1..60 | ForEach-Object { "line $_ $Password Bearer JWT" } }
function Get-Card { [pscustomobject]@{ Name = 'web'; Password = 'PROPERTY'; Note = 'password=ASSIGNED' } }
function Get-Asked { [CmdletBinding()] param([Parameter(Mandatory)] [ValidateLength(6, 40)] [string] $Password) throw "Asked $Password" }
function Get-Binding { param([string] $Name) Get-Item -LiteralPath "/no-such-item HEX" -ErrorAction Stop }
'@.Replace('PROPERTY', $planted.Property).Replace('JWT', $planted.Jwt).Replace('ASSIGNED', $planted.Assigned).Replace('HEX', $planted.Hex)

    function Start-Bot {
        # A bot in another runspace of this process.
        param([string] $Option = '-Allow 17')
        $script:folder = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
        $env:BITRIX24_IMBOT_STATE = $folder
        $null = New-Item -ItemType Directory $folder
        $script:audit = Join-Path $folder 'audit.jsonl'
        $script:rules = Join-Path $folder 'rules.psd1'
        Reset-TestPortal $portal
        Add-PortalPost $portal 'hello'
        Add-PortalPost $portal 'hello' -UserId 23
        $script:bot = Start-ListeningBot -Count 3 @"
            `$VerbosePreference = 'Continue'
            $functions
            `$null = Watch-B24BotEvent -MaxEvents 4
            Start-B24Bot -Interval 1 -AuditPath '$audit' -Function $(@([regex]::Matches($functions, '(?m)^function ([\w-]+)') | ForEach-Object { $_.Groups[1].Value }) -join ', ') $($Option.Replace('RULES', "'$rules'"))
"@
    }

    function Wait-Audit {
        # Waits for this number of entries of a kind.
        param([string] $Kind, [int] $Count = 1)
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        while ($limit.Elapsed.TotalSeconds -lt 20) {
            $entries = @(if (Test-Path -LiteralPath $audit) { Get-B24BotAudit $audit })
            $found = @($entries | Where-Object Kind -EQ $Kind)
            if ($found.Count -ge $Count) { return $found }
            Start-Sleep -Milliseconds 50
        }

        throw "The audit has no $Count entries '$Kind': $($entries -join ' || ')"
    }
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'The audit of a bot' {
    BeforeAll {
        Start-Bot '-Allow 17'
    }

    AfterAll {
        Stop-Bot $bot
    }

    It 'has one line before and one after each run, with the call and its result' {
        $answer = Read-Answer '/get-free "my server"'
        $answer | Should -Be '[code]free my server[/code]'
        $answered = (Get-Said)[-1].id
        $end = (Wait-Audit end)[-1]
        $start = (Wait-Audit start)[-1]
        $start.CallId | Should -Match '^[0-9a-f]{32}$'
        $end.CallId | Should -Be $start.CallId
        foreach ($entry in $start, $end) {
            $entry.UserId | Should -Be 17
            $entry.UserName | Should -Not -BeNullOrEmpty
            $entry.BotId | Should -Be 456
            $entry.DialogId | Should -Be '17'
            $entry.MessageId | Should -Be $script:last
            $entry.EventId | Should -BeGreaterThan 0
            $entry.Command | Should -Be 'Get-Free'
            $entry.Line | Should -Be "Get-Free -Name 'my server'"
            $entry.Parameters.Name | Should -Be 'my server'
        }
        $start.Outcome | Should -BeNullOrEmpty
        $end.Outcome | Should -Be 'completed'
        $end.Duration | Should -BeGreaterThan ([timespan]::Zero)
        $end.SentMessageId | Should -Be $answered
    }

    It 'records how a run ended' {
        $answer = Read-Answer '/get-failing'
        $null = $answer -match 'reference (\w{6})'
        $end = (Wait-Audit end 2)[-1]
        "$($end.Outcome) $($end.Reference) $($end.Error)" | Should -Be "failed $($Matches[1]) it broke"
        Send-Line '/get-sleeping'
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        $line = $script:last
        do { $jobs = Read-Answer '/jobs' } until ($jobs -match '(\d+)  get-sleeping' -or $limit.Elapsed.TotalSeconds -gt 20)
        $null = Read-Answer "/stop $($Matches[1])" 'Stopped.'
        $end = (Wait-Audit end 3)[-1]
        "$($end.Command) $($end.Outcome) $($end.MessageId)" | Should -Be "Get-Sleeping stopped $line"
        $stop = (Wait-Audit stop)[-1]
        "$($stop.CallId) $($stop.Decision) $($stop.DecidedBy)" | Should -Be "$($end.CallId) stopped 17"
    }

    It 'has one line for each refused call, even if the refusal was not repeated to the person' {
        $null = Read-Answer '/get-free one' 'You don''t have permission to run /get-free.' -UserId 23
        $null = Send-Line '/get-free two' 23
        $null = Read-Answer '/get-other' '*permission*' -UserId 23
        $refused = Wait-Audit refusal 3
        ($refused | ForEach-Object { "$($_.UserId) $($_.Reason) $($_.Line)" } | Sort-Object) -join '|' | Should -Be '23 rights /get-free one|23 rights /get-free two|23 rights /get-other'
        @(Get-Said 23 | Where-Object text -Like '*get-free*').Count | Should -Be 1
    }

    It 'is read by time, person and function' {
        @(Get-B24BotAudit $audit -User 23).Count | Should -Be 3
        @(Get-B24BotAudit $audit -User (Get-B24BotAudit $audit -User 17)[0].UserName -Command /get-fr*).Count | Should -Be 2
        @(Get-B24BotAudit $audit -Command Get-Free, Get-Failing -User 17).Count | Should -Be 4
        @(Get-B24BotAudit $audit -Since ([datetime]::Now.AddHours(1))).Count | Should -Be 0
        @(Get-B24BotAudit $audit -Since ([datetime]::Now.AddHours(-1))).Count | Should -Be @(Get-Content -LiteralPath $audit).Count
        Get-ErrorId (Get-Failure { Get-B24BotAudit (Join-Path $folder 'none.jsonl') -ErrorAction Stop }) | Should -Be 'FileNotFound'
        $table = @(Get-B24BotAudit $audit -Command Get-Failing | Out-String -Width 120 -Stream | Where-Object { $_ })
        $table[0] | Should -Match '^Time\s+Kind\s+User\s+Outcome\s+Line'
        $table[-1] | Should -Match '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d end\s+\S.*failed\s+Get-Failing'
    }

    It 'is readable only by its owner' {
        Skip-OnWindows
        Skip-WithoutUnixBuild
        (Get-Item -LiteralPath $audit).UnixMode | Should -Be '-rw-------'
    }

    It 'prevents runs, and nothing else, while it cannot be written' {
        Rename-Item -LiteralPath $audit 'kept.jsonl'
        $null = New-Item -ItemType Directory $audit
        Read-Answer '/get-free' | Should -BeLike '*can''t write to its command log at the moment. Nothing was run.*'
        "$(Get-Stream Warning)" | Should -BeLike '*call of Get-Free by user 17 was refused*could not be written*'
        Read-Answer '/help' | Should -BeLike '*get-free*'
        Remove-Item -LiteralPath $audit
        Read-Answer '/get-free' | Should -Be '[code]free[/code]'
        (Wait-Audit end)[-1].Outcome | Should -Be 'completed'
    }
}

Describe 'The audit file' {
    It 'is opened when the bot starts' {
        Reset-TestPortal $portal
        $folder = Join-Path $TestDrive 'opened'
        $null = New-Item -ItemType Directory $folder
        $env:BITRIX24_IMBOT_STATE = Join-Path $folder 'state'
        Connect-TestWebhook $portal -NoRepeat
        function Get-Free { 'free' }
        Get-ErrorId (Get-Failure { Start-B24Bot -Function Get-Free -Allow 17 -AuditPath $folder -MaxEvents 1 -ErrorAction Stop }) | Should -Be 'AuditNotWritten'
        Start-B24Bot -Function Get-Free -Allow 17 -Timeout 1 -Interval 1 -OffsetStore (Join-Path $folder 'offset')
        Join-Path $folder 'offset.audit.jsonl' | Should -Not -Exist
    }
}

Describe 'Rules of functions' {
    AfterEach {
        if ($bot) { Stop-Bot $bot; $script:bot = $null }
    }

    It 'limit the calls of a function by one person, and the answer says when the next call is possible' {
        Start-Bot "-Allow 17, 23 -FunctionRule @{ 'Get-Free' = @{ Limit = '2/1h' } }"
        Read-Answer '/get-free $' | Should -BeLike '*Nothing was run*'
        Read-Answer '/get-free a' | Should -Be '[code]free a[/code]'
        Read-Answer '/get-free b' | Should -Be '[code]free b[/code]'
        Read-Answer '/get-free c' | Should -Match '^You can run /get-free 2 times in 1 h. You can run it again in (1 h|59 min( \d+ s)?|5\d min( \d+ s)?).$'
        Read-Answer '/get-other' | Should -Be '[code]other[/code]'
        Read-Answer '/get-free d' -UserId 23 | Should -Be '[code]free d[/code]'
        "$((Wait-Audit refusal)[-1] | ForEach-Object { "$($_.UserId) $($_.Reason) $($_.Line)" })" | Should -Be '17 limit /get-free c'
    }

    It 'stop a run after the time in the rule' {
        Start-Bot "-Allow 17 -FunctionRule @{ 'Get-Sleeping' = @{ Timeout = '1s' } }"
        Read-Answer '/get-sleeping' | Should -BeLike 'The command took too long and was stopped*'
        (Wait-Audit end)[-1].Outcome | Should -Be 'timedOut'
    }

    It 'allow -WhatIf only as a switch, without a value' {
        Start-Bot "-Allow 17 -FunctionRule @{ 'Set-Shown' = @{ WhatIf = `$true; Confirm = `$false } }"
        Read-Answer '/set-shown web -WhatIf' | Should -BeLike '*What if*web*'
        Read-Answer '/set-shown web' '*done*' | Should -Be '[code]done[/code]'
        Read-Answer '/set-shown web -WhatIf:0' | Should -BeLike '*-WhatIf can''t be used*'
        Read-Answer '/set-shown web -Confirm:0' | Should -BeLike '*-Confirm can''t be used*'
    }

    Context 'in a file' {
        BeforeAll {
            function Set-Rules {
                # Writes the file like an editor, with a different time.
                param([string] $Text)
                [System.IO.File]::WriteAllText($rules, $Text)
                [System.IO.File]::SetLastWriteTimeUtc($rules, [datetime]::UtcNow.AddSeconds(($script:changes++)))
            }
        }

        BeforeEach {
            $script:changes = 0
        }

        It 'are adopted when the file changes, and rejected completely if there is an error' {
            $text = "# Rules`n@{ 'Get-*' = @{ Allow = 17; Limit = '50/1m' } }"
            $file = Join-Path $TestDrive 'first.psd1'
            [System.IO.File]::WriteAllText($file, $text)
            Start-Bot "-Allow Everyone -FunctionRule '$file'"
            $script:rules = $file
            Read-Answer '/get-free' -UserId 23 | Should -BeLike 'You don''t have permission to run*'
            Read-Answer '/get-free' | Should -Be '[code]free[/code]'

            Set-Rules "@{ 'Get-*' = @{ Allow = 17 }; 'Get-Free' = @{ Allow = 23 } }"
            Read-Answer '/get-free' | Should -BeLike 'You don''t have permission to run*'
            Read-Answer '/get-free' -UserId 23 | Should -Be '[code]free[/code]'
            "$(Get-Stream Information)" | Should -BeLike '*changed rules in*were adopted. Functions with changed rules:*Get-Free*'

            Set-Rules "@{ 'Get-Free' = @{ Allow = 17; Oops = 1 }; 'Get-Nothing' = @{ Allow = 'x' } }"
            Read-Answer '/get-free' -UserId 23 | Should -Be '[code]free[/code]'
            Read-Answer '/get-free' -UserId 23 | Should -Be '[code]free[/code]'
            $warnings = @(Get-Stream Warning | Where-Object { "$_" -like '*were rejected*' })
            $warnings.Count | Should -Be 1
            "$warnings" | Should -BeLike '*3 errors*Oops*'
            "$warnings" | Should -BeLike '*Get-Nothing*'

            # A file that is being written, and a missing file.
            Set-Rules "@{ 'Get-Free' = @{ Allow = 17"
            Read-Answer '/get-free' -UserId 23 | Should -Be '[code]free[/code]'
            Remove-Item -LiteralPath $file
            Read-Answer '/get-free' -UserId 23 | Should -Be '[code]free[/code]'

            # -Allow applies to a function without a rule.
            Set-Rules '@{ }'
            Read-Answer '/get-free' | Should -Be '[code]free[/code]'
            @(Wait-Audit rules 5).Outcome -join ' ' | Should -Be 'adopted rejected rejected rejected adopted'
        }

        It 'are data: <Text>' -ForEach @(
            @{ Text = "@{ 'Get-Free' = @{ Allow = (New-Item -ItemType File CANARY) } }" }
            @{ Text = "@{ 'Get-Free' = @{ Allow = `$(New-Item -ItemType File CANARY) } }" }
            @{ Text = "New-Item -ItemType File CANARY; @{ 'Get-Free' = @{ Allow = 17 } }" }
            @{ Text = "@{ 'Get-Free' = @{ Allow = 17 } }; New-Item -ItemType File CANARY" }
            @{ Text = "@{ 'Get-Free' = @{ Allow = 17 } } | Out-File CANARY" }
            @{ Text = "@{ 'Get-Free' = @{ Allow = 17 } } > CANARY" }
            @{ Text = "using module CANARY.psm1`n@{ 'Get-Free' = @{ Allow = 17 } }" }
            @{ Text = "17" }
            @{ Text = "" }
        ) {
            Connect-TestWebhook $portal -NoRepeat
            function Get-Free { 'free' }
            $canary = Join-Path $TestDrive 'canary'
            Set-Content -LiteralPath "$canary.psm1" "New-Item -ItemType File '$canary'"
            $script:rules = Join-Path $TestDrive 'data.psd1'
            Set-Rules $Text.Replace('CANARY', "'$canary'").Replace("'$canary'.psm1", "'$canary.psm1'")
            Get-ErrorId (Get-Failure { Start-B24Bot -Function Get-Free -Allow 17 -FunctionRule $rules -MaxEvents 1 -ErrorAction Stop }) | Should -Be 'FunctionRuleInvalid'
            $canary | Should -Not -Exist
        }

        It 'report all mistakes, including those of -Allow, when the bot starts' {
            Connect-TestWebhook $portal -NoRepeat
            function Get-Free { 'free' }
            $script:rules = Join-Path $TestDrive 'wrong.psd1'
            Set-Rules "@{ 'Get-Free' = @{ Allow = 'role:admin'; Timeout = 'soon' }; 'Get-None' = @{} }"
            $failure = Get-Failure { Start-B24Bot -Function Get-Free -Allow 17, 'chat:5' -FunctionRule $rules -MaxEvents 1 -ErrorAction Stop }
            Get-ErrorId $failure | Should -Be 'FunctionRuleInvalid'
            foreach ($part in '4 errors', "'chat:5'", "'role:admin'", 'Timeout', 'Get-None') { "$failure" | Should -BeLike "*$part*" }
            Get-ErrorId (Get-Failure { Start-B24Bot -Function Get-Free -Allow 17 -FunctionRule 17 -MaxEvents 1 -ErrorAction Stop }) | Should -Be 'FunctionRuleInvalid'
            Get-ErrorId (Get-Failure { Start-B24Bot -Function Get-Free -Allow 17 -FunctionRule (Join-Path $TestDrive 'none.psd1') -MaxEvents 1 -ErrorAction Stop }) | Should -Be 'FunctionRuleInvalid'
        }

        It 'do not let a call run that started with other rules' {
            $file = Join-Path $TestDrive 'asked.psd1'
            [System.IO.File]::WriteAllText($file, "@{ 'Get-Held' = @{ Allow = 17 } }")
            Start-Bot "-Allow 17 -FunctionRule '$file'"
            $script:rules = $file
            $null = Read-Answer '/get-held' '*Name?*'
            Set-Rules "@{ 'Get-Held' = @{ Allow = 17; Parameters = @('Name'); Paths = `$true } }"
            Read-Answer 'web' | Should -Be '/get-held has changed since you sent it. Nothing was run. Send it again.'
            (Wait-Audit refusal)[-1].Reason | Should -Be 'changed'
            $null = Read-Answer '/get-held' '*Name?*'
            Read-Answer 'web' | Should -Be '[code]held web[/code]'
        }
    }
}

Describe 'Secrets in calls' {
    It 'appear in no message, stream, or audit' {
        Start-Bot '-Allow 17'
        try {
            Send-Line "/set-login web -Password '$($planted.Password)' -ApiToken $($planted.Hex)"
            $null = Wait-Said '*Refused:*reference*'
            Send-Line "/set-login web '$($planted.Positional)'"
            $null = Wait-Said '*No login*reference*'
            Send-Line "/set-login web -Password '$($planted.Refused)' -Oops"
            $null = Wait-Said '*no parameter*'
            Send-Line "/set-login web '#$($planted.Refused)'"
            $null = Wait-Said '*Nothing was run*'
            Send-Line "/set-login web -Password '$($planted.Refused)' -Port x"
            $null = Wait-Said '*Nothing was run*'
            Send-Line "/set-login web '$($planted.Refused)' 5 6"
            $null = Wait-Said '*Unexpected value*'
            Send-Line "/set-login web '$($planted.Refused)" -UserId 23
            $null = Wait-Said '*permission*' 23
            $null = Read-Answer '/get-asked' '*Password?*'
            Send-Line $planted.Asked
            $null = Wait-Said '*reference*'
            Send-Line "/get-binding $($planted.Hex)"
            $null = Wait-Said '*reference*'
            Send-Line "/get-lines -Password '$($planted.Password)'"
            $null = Wait-Said '*60 lines*'
            $upload = @(Get-PortalRequest $portal 'imbot.v2.File.upload')[-1].Json.fields
            $file = [System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($upload.content))
            $file | Should -BeLike '*line 60 `*`*`* Bearer `*`*`**'
            Send-Line '/get-card'
            $null = Wait-Audit end 6
            $null = Read-Answer '/jobs' 'Nothing is running.'
            $ends = Wait-Audit end 4
            ($ends[0].Parameters.Name, $ends[0].Parameters.Password, $ends[0].Parameters.ApiToken) -join ' ' | Should -Be 'web *** ***'
            $ends[1].Line | Should -Be "Set-Login -Name 'web' -Password ***"

            $places = @{
                chat = ConvertTo-Json @(Get-Said 17; Get-Said 23) -Depth 20
                audit = Get-Content -LiteralPath $audit -Raw
                file = $file
            }
            foreach ($name in 'Error', 'Warning', 'Verbose', 'Information', 'Debug') {
                $places[$name] = @(Get-Stream $name | ForEach-Object { "$_"; $_ | Format-List * -Force | Out-String -Width 500; if ($_ -is [System.Management.Automation.ErrorRecord]) { $_.Exception.ToString(); ConvertTo-Json $_.InvocationInfo.BoundParameters -Depth 2 -WarningAction SilentlyContinue } }) -join "`n"
            }
            $found = foreach ($place in $places.Keys) { foreach ($secret in $planted.Keys) { if ($places[$place].Replace([string] [char] 0x200B, '').Contains($planted[$secret])) { "$secret in $place" } } }
            $found | Should -BeNullOrEmpty
            $places.audit | Should -BeLike '*Set-Login*'
            $places.Error | Should -BeLike '*Refused*'
            $places.Error | Should -BeLike '*No login*'
            "$($places.chat)$($places.audit)$($places.Error)$($places.Verbose)" | Should -Not -BeLike '*my_bot_token*'
        }
        finally {
            Stop-Bot $bot
        }
    }
}
