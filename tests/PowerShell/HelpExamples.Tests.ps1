# Every example of the help, and every code block of README and docs, runs unchanged against the emulator, after its setup commands. All of them use the same
# portal, so none may break another.

BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    $docs = Join-Path $repository 'docs'

    $getBlocks = {
        # The blocks of PowerShell of a page, in their order. Examples that can't be run here are in text blocks.
        param([string] $Path)
        foreach ($block in [regex]::Matches([System.IO.File]::ReadAllText($Path), '(?ms)^ *```powershell\r?\n(.*?)^ *```')) { $block.Groups[1].Value }
    }
    $examples = @(
        foreach ($cmdlet in Get-Command -Module Bitrix24.Imbot -CommandType Cmdlet | Sort-Object -Property Name -Unique) {
            foreach ($example in (Get-Help $cmdlet.Name -Full).examples.example) {
                @{ Page = $cmdlet.Name; Title = $example.title.Trim(' -'); Code = $example.code }
            }
        }
    )
    $pages = @(
        foreach ($page in Get-ChildItem -Path (Join-Path $docs '*.md'), (Join-Path $docs 'help/*/about_*.md'), (Join-Path $repository 'README.md')) {
            # The tests of the emulator's page run most of its blocks.
            $blocks = @(& $getBlocks $page.FullName | Where-Object { $page.Name -ne 'emulator.md' -or $_ -match '-B24' })
            if ($blocks) { @{ Page = $page.FullName.Substring($repository.Length).TrimStart('\', '/').Replace('\', '/'); Blocks = $blocks } }
        }
    )

    # The Russian examples differ from the English ones only in their texts, so those of a page run in one session.
    $russianPages = @(
        $englishCode = @($examples | ForEach-Object { $_.Code.Replace("`r", '').Trim() })
        foreach ($page in Get-ChildItem -Path (Join-Path $docs 'help/ru-RU/*-B24*.md')) {
            $blocks = @(& $getBlocks $page.FullName | Where-Object { $_.Replace("`r", '').Trim() -notin $englishCode })
            if ($blocks) { @{ Page = $page.BaseName; Blocks = $blocks } }
        }
    )

    # Their code is compared with the English code by RussianPageTests, so an ordinary run needs only a few of them.
    $russianCount = $russianPages.Count
    if ($env:B24_TEST_FULL -ne '1') {
        $russianPages = @(for ($i = 0; $i -lt $russianCount; $i += 6) { $russianPages[$i] })
    }

    # -Parallel and thread jobs need PowerShell 7, where the Desktop build cannot load its Markdig together with PowerShell's own.
    $impossible = if ($PSVersionTable.PSVersion.Major -lt 7) { '-Parallel|Start-ThreadJob' } elseif ($env:B24_TEST_BUILD -eq 'Desktop') { 'ConvertTo-B24BBCode' }
    if ($impossible) {
        $examples = @($examples | Where-Object { $_.Code -notmatch $impossible })
        foreach ($page in $pages + $russianPages) { $page.Blocks = @($page.Blocks -notmatch $impossible) }
    }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    # The portal is on this machine, so a proxy must not be used. Windows PowerShell uses none for this machine.
    $direct = if ($PSVersionTable.PSVersion.Major -gt 5) {
        "`$PSDefaultParameterValues['Invoke-RestMethod:NoProxy'] = `$PSDefaultParameterValues['Invoke-WebRequest:NoProxy'] = `$true"
    }

    $portal = Start-TestPortal
    $oldProfiles = $env:BITRIX24_IMBOT_PROFILES
    $oldModules = $env:PSModulePath
    $folder = Join-Path ([System.IO.Path]::GetTempPath()) ('b24-examples-' + [guid]::NewGuid().ToString('N'))

    # The module is installed as for a user: examples and other processes load it by its name.
    $modules = Join-Path $folder 'modules'
    $null = New-Item -ItemType Directory -Path $modules
    $link = if ($PSVersionTable.PSEdition -eq 'Core' -and -not $IsWindows) { 'SymbolicLink' } else { 'Junction' }
    $null = New-Item -ItemType $link -Path (Join-Path $modules 'Bitrix24.Imbot') -Target (Split-Path $modulePath)
    $env:PSModulePath = $modules + [System.IO.Path]::PathSeparator + $env:PSModulePath

    # Setup for each example: the emulator's setup commands, secrets in a vault, and a default session with the seeded bot.
    $commonPreparation = {
        function Get-Secret {
            param([string] $Name)
            if (-not $vault.ContainsKey($Name)) {
                throw "No such secret: $Name"
            }

            $vault[$Name]
        }

        function Set-Secret {
            param([string] $Name, $Secret)
            $vault[$Name] = $Secret
        }

        function Read-Host {
            # The input of a person, who is asked for both values in English or in Russian.
            param([string] $Prompt, [switch] $AsSecureString)
            if ($Prompt -match 'token|\u0422\u043E\u043A\u0435\u043D') { ConvertTo-SecureString my_bot_token -AsPlainText -Force }
            else { ConvertTo-SecureString $askedWebhook -AsPlainText -Force }
        }

        function Get-ADUser {
            # There is no domain here: an account with the properties that the Active Directory module returns.
            param([string] $Identity, [string[]] $Properties, $Filter)
            $names = if ($Identity) { $Identity } else { 'anna', 'ivan' }
            foreach ($name in $names) { [pscustomobject]@{ SamAccountName = $name; EmailAddress = "$name@example.com" } }
        }

        . ([scriptblock]::Create($pasted))
        $askedWebhook = $webhook
        $vault = @{
            'bitrix24-webhook'       = $webhook
            'bitrix24-bot'           = $botToken
            'bitrix24-client-secret' = $clientSecret
            'bitrix24-tokens'        = @{ AccessToken = $accessToken; RefreshToken = $refreshToken }
        }

        $ErrorActionPreference = 'Stop'
        Set-Location -LiteralPath $workFolder
        Import-Module Bitrix24.Imbot
        # Examples have no time limits, or limits for people.
        $PSDefaultParameterValues['Start-B24Bot:Timeout'] = $PSDefaultParameterValues['Watch-B24BotEvent:Timeout'] = $PSDefaultParameterValues['Request-B24BotReply:Timeout'] = 1
        Connect-B24Webhook $webhook -BotId 456 -BotToken $botToken
    }

    function Invoke-Example {
        # Preparation runs after the common setup and before the example. -Fresh starts a new portal.
        param([string] $Code, [string] $Preparation, [switch] $Fresh)
        $env:BITRIX24_IMBOT_PROFILES = Join-Path $folder ([guid]::NewGuid().ToString('N'))
        $workFolder = (New-Item -ItemType Directory -Path (Join-Path $folder ([guid]::NewGuid().ToString('N')))).FullName
        [System.IO.File]::WriteAllText((Join-Path $workFolder 'notes.txt'), 'Something to list')
        [System.IO.File]::WriteAllText((Join-Path $workFolder 'bot.audit.jsonl'), "{`"time`":`"2026-11-22T12:00:00.000Z`",`"kind`":`"start`",`"user`":17,`"userName`":`"Anna`",`"command`":`"Restart-App`"}`n")
        if ($Fresh) { Reset-TestPortal $portal }
        Clear-PortalRequest $portal
        $Code = $Code -replace '(?<=-Timeout )[\d:.]+', '1'
        $values = @{ workFolder = $workFolder; pasted = (Invoke-PortalControl $portal GET info).variables }
        $shell = [powershell]::Create()
        try {
            foreach ($name in $values.Keys) {
                $shell.Runspace.SessionStateProxy.SetVariable($name, $values[$name])
            }

            # One script, as at a prompt. A host that calls twice on its own thread starts the second time without the session of its thread.
            $output = $shell.AddScript("$direct`n$commonPreparation`n$Preparation`n$Code").Invoke()
            [pscustomobject]@{
                Output = @($output)
                Errors = @($shell.Streams.Error | ForEach-Object { "$($_.FullyQualifiedErrorId): $_" })
                Warnings = @($shell.Streams.Warning | ForEach-Object { "$_" })
            }
        }
        finally {
            $shell.Dispose()
        }
    }
}

AfterAll {
    Stop-TestPortal $portal
    if ($modules) {
        $env:BITRIX24_IMBOT_PROFILES = $oldProfiles
        $env:PSModulePath = $oldModules

        # Removes the link itself first, and not its target.
        [System.IO.Directory]::Delete((Join-Path $modules 'Bitrix24.Imbot'))
        Remove-Item -LiteralPath $folder -Recurse -Force
    }
}

Describe 'Examples of the help' {
    It '<Page>: <Title>' -ForEach $examples {
        $result = Invoke-Example $Code
        $result.Errors | Should -BeNullOrEmpty

        # Only one example causes a warning, and announces it.
        @($result.Warnings).Count | Should -Be ([int]($Title -like '*Run the command with a webhook'))

        $changes = @(Get-PortalRequest $portal | Where-Object { $_.method -match '\.(send|register)$|^batch$' }).Count
        if ($Code -match '-WhatIf') {
            $changes | Should -Be 0
        }
        elseif ($Page -eq 'Send-B24BotMessage') {
            $changes | Should -BeGreaterThan 0
            @($result.Output | Where-Object { $_.MessageId }).Count | Should -BeGreaterThan 0
        }
    }
}

Describe 'Examples of the Russian help' {
    It '<Page>' -ForEach $russianPages {
        (Invoke-Example ($Blocks -join "`n") -Fresh).Errors | Should -BeNullOrEmpty
    }

    It 'run for most cmdlets' -ForEach @{ Count = $russianCount } {
        $Count | Should -BeGreaterThan 35
    }
}

Describe 'Examples and pages' {
    It 'contain no time limit that only a test needs: <Page>' -ForEach $(
        $texts = @($examples | ForEach-Object { @{ Page = "$($_.Page): $($_.Title)"; Text = $_.Code } }) + @($pages | ForEach-Object { @{ Page = $_.Page; Text = $_.Blocks -join "`n" } })
        $texts | Where-Object { $_.Text -match '(Start-B24Bot|Watch-B24BotEvent|Request-B24BotReply)' }
    ) {
        # A person needs at least a minute for an answer. A bot runs until it is stopped.
        foreach ($limit in [regex]::Matches($Text, '-Timeout (\d+)(?![\d:])')) {
            [int]$limit.Groups[1].Value | Should -BeGreaterOrEqual 60 -Because $limit.Value
        }

        [regex]::Matches($Text, 'Start-B24Bot\b[^\n|]* -(Timeout|MaxEvents) ').Count | Should -Be 0
    }
}

Describe 'The setup commands of the emulator' {
    It 'run unchanged, <Option>, and connect by webhook and as the application' -ForEach @(
        @{ Option = 'over http'; Argument = @() }
        if ($PSVersionTable.PSVersion.Major -ge 7) { @{ Option = 'over https'; Argument = @('--https') } }
    ) {
        $process = Start-EmulatorProcess $Argument
        try {
            $lines = @(while ($null -ne ($line = $process.StandardOutput.ReadLine())) { $line; if ($line -like 'Bots *') { break } })
            $pasted = @($lines -match '^\$') -join "`n"
            $connects = @($lines -match '^Connect-')
            $connects.Count | Should -Be 2
            $codes = foreach ($connect in $connects) {
                "$connect`n(Send-B24BotMessage chat5 'Pasted.').DialogId"
            }

            # The application again, with the redirect address and its code.
            $codes += "$($connects[1] -replace '-RefreshToken.*', '-AuthorizationCode $redirectAddress -BotId 457')`n(Send-B24BotMessage chat5 'Pasted.').DialogId"
            $result = Invoke-Example "$pasted`n$($codes -join "`n")"
            $result.Errors | Should -BeNullOrEmpty
            $result.Output | Should -Be 'chat5', 'chat5', 'chat5'
        }
        finally {
            $process.Kill()
        }
    }
}

Describe 'Pages' {
    It '<Page>: its blocks, one after the other in one session' -ForEach $pages {
        # Runs in the project's folder if a block needs it. The bot gets a join event and one message, and ends.
        $code = foreach ($block in $Blocks) { if ($block -notmatch '^\./build\.ps1') { $block } }
        $location = if ($code -match '\./') { "Set-Location -LiteralPath '$(Split-Path $modulePath)'" }
        # A topic registers the same bots in each language, with other names.
        $result = Invoke-Example ($code -join "`n") -Fresh:($Page -like 'docs/help/*') -Preparation @"
$location
`$PSDefaultParameterValues['Start-B24Bot:MaxEvents'] = 2
`$null = Invoke-WebRequest '$($portal.controlUri)messages' -Method Post -Body '{"userId":17,"botId":456,"text":"hello"}' -ContentType application/json -UseBasicParsing
"@
        $result.Errors | Should -BeNullOrEmpty

        $result.Warnings | Should -BeNullOrEmpty
        if ($Page -in 'README.md', 'docs/emulator.md') {
            @($code -match 'Start-B24Bot').Count | Should -Be 1
            @(Get-PortalMessage $portal 17).text -join "`n" | Should -Match '(?m)^(You wrote: hello|What next, Anna\?)$'
        }
    }

    It 'exist: the README and at least ten others' -ForEach @{ Names = $pages.Page } {
        $Names | Should -Contain 'README.md'
        $Names.Count | Should -BeGreaterThan 15
    }

    It 'name only existing parameters in their sentences' {
        # Commands between backticks, as people copy them. Dots are placeholders.
        $texts = Get-ChildItem -Path (Join-Path $repository 'README.md'), (Join-Path $repository 'docs/*.md') | ForEach-Object { [System.IO.File]::ReadAllText($_.FullName) -replace '(?ms)^ *```.*?^ *```' }
        $commands = @([regex]::Matches("$texts", '`([^`\r\n]*-B24[^`\r\n]*)`') | ForEach-Object { $_.Groups[1].Value -replace '\.\.\.' } | Where-Object { $_ -notmatch '^(Connect|Get|Set)-/|-B24$' })
        $commands.Count | Should -BeGreaterThan 40
        foreach ($line in $commands) {
            $parsed = [System.Management.Automation.Language.Parser]::ParseInput($line, [ref] $null, [ref] $null)
            foreach ($call in $parsed.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
                $command = Get-Command $call.GetCommandName() -ErrorAction Stop
                foreach ($parameter in $call.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] }) {
                    $command.Parameters.Keys | Should -Contain $parameter.ParameterName -Because $line
                }
            }
        }
    }
}

Describe 'Results of individual examples' {
    BeforeAll {
        function Get-Example {
            param([string] $Page, [int] $Number)
            (@((Get-Help $Page -Full).examples.example) | Where-Object { $_.title -match "Example ${Number}:" }).code
        }
    }

    It 'a message with an idempotency key arrives once' {
        $code = Get-Example Send-B24BotMessage 6
        $result = Invoke-Example "$code`n$code" -Fresh
        $result.Errors | Should -BeNullOrEmpty
        @($result.Output.MessageId | Select-Object -Unique).Count | Should -Be 1
        @(Get-PortalMessage $portal chat5).Count | Should -Be 1
    }

    It 'an application connects with the redirect address, and its profile can be opened again' {
        $result = Invoke-Example "$(Get-Example Connect-B24OAuth 2)`nConnect-B24Profile reports`n(Get-B24ApiRevision).Rest" -Fresh
        $result.Errors | Should -BeNullOrEmpty
        $result.Output[-1] | Should -BeGreaterThan 32
    }

    It 'a vault keeps the tokens of a code, and opens the session on the next day, when they have expired' {
        $expire = "`$null = Invoke-WebRequest '$($portal.controlUri)oauth/expire' -Method Post -Body '{}' -ContentType application/json -UseBasicParsing"
        $result = Invoke-Example "$(Get-Example Connect-B24OAuth 5)`n$expire`n$(Get-Example Connect-B24OAuth 6)`n`$vault['bitrix24-tokens'].RefreshToken.Length" -Fresh
        $result.Errors | Should -BeNullOrEmpty
        @(Get-PortalRequest $portal oauth/token).status | Should -Be 200, 200
        @(Get-PortalMessage $portal).text | Should -Be 'Good morning.'
        $result.Output[-1] | Should -Be (ConvertFrom-Json @(Get-PortalRequest $portal oauth/token)[-1].answer).refresh_token.Length
    }

    It 'a bot that was registered for a task is in the profile' {
        $result = Invoke-Example "$(Get-Example Register-B24Bot 3)`n(Get-B24Profile nightwatch).BotId -eq (Get-B24Bot -Code nightwatch).BotId" -Fresh
        $result.Errors | Should -BeNullOrEmpty
        $result.Output[-1] | Should -BeTrue
    }

    It 'Invoke-B24Method sends the message of the documentation' {
        $null = Invoke-Example (Get-Example Invoke-B24Method 1)
        @(Get-PortalMessage $portal chat5)[-1].text | Should -BeExactly 'Enter search string'
    }

    It 'the error of a method shows ID, code, and advice' {
        $result = Invoke-Example (Get-Example Invoke-B24Method 5)
        "$($result.Output)" | Should -Match '^ChatNotFound, the portal says CHAT_NOT_FOUND\. \S'
    }

    It 'a session that does not work is reported with the reason' {
        $test = (Invoke-Example (Get-Example Test-B24Session 2)).Output
        $test.Works | Should -BeFalse
        $test.ErrorId | Should -BeExactly 'BotOfAnotherOwner'
    }
}
