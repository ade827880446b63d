# Every example of the help runs as it stands against a portal on this machine, given the variables that it uses.

BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    $docs = [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../../docs'))

    # Pages whose blocks of PowerShell are whole; what cannot be run here stands in blocks of text.
    $pages = @(Get-ChildItem -Path (Join-Path $docs 'help') -Recurse -Filter about_*.md) +
        @('getting-started', 'scheduled-tasks', 'ci', 'oauth', 'migrating', 'limits' | ForEach-Object { Get-Item -Path (Join-Path $docs "$_.md") })
    $getBlock = {
        # The blocks of PowerShell of a page, in their order.
        param([string] $Path)
        foreach ($block in [regex]::Matches([System.IO.File]::ReadAllText($Path), '(?ms)^ *```powershell\r?\n(.*?)^ *```')) { $block.Groups[1].Value }
    }
    $examples = @(
        foreach ($cmdlet in Get-Command -Module Bitrix24.Imbot -CommandType Cmdlet | Sort-Object -Property Name -Unique) {
            foreach ($example in (Get-Help $cmdlet.Name -Full).examples.example) {
                @{ Page = $cmdlet.Name; Title = $example.title.Trim(' -'); Code = $example.code }
            }
        }

        foreach ($topic in $pages) {
            $number = 0
            foreach ($code in & $getBlock $topic.FullName) {
                $number++
                @{ Page = "$($topic.Directory.Name)/$($topic.BaseName)"; Title = "Block $number"; Code = $code }
            }
        }
    )

    # Of the README what does not build: that is shown by the package's own tests.
    $readmeNumber = 0
    $readme = @(
        foreach ($code in & $getBlock (Join-Path $docs '../README.md')) {
            $readmeNumber++
            if ($code -notmatch '^\./build\.ps1') { @{ Number = $readmeNumber; Code = $code } }
        }
    )

    # -Parallel and thread jobs are PowerShell 7's.
    if ($PSVersionTable.PSVersion.Major -lt 7) {
        $examples = @($examples | Where-Object { $_.Code -notmatch '-Parallel|Start-ThreadJob' })
    }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $oldProfiles = $env:BITRIX24_IMBOT_PROFILES
    $oldModules = $env:PSModulePath
    $folder = Join-Path ([System.IO.Path]::GetTempPath()) ('b24-examples-' + [guid]::NewGuid().ToString('N'))

    # Installed as for a user: examples load the module by its name, and other processes do, too.
    $modules = Join-Path $folder 'modules'
    $null = New-Item -ItemType Directory -Path $modules
    $link = if ($PSVersionTable.PSEdition -eq 'Core' -and -not $IsWindows) { 'SymbolicLink' } else { 'Junction' }
    $null = New-Item -ItemType $link -Path (Join-Path $modules 'Bitrix24.Imbot') -Target (Split-Path $modulePath)
    $env:PSModulePath = $modules + [System.IO.Path]::PathSeparator + $env:PSModulePath

    # What stands before each example: secrets in a vault, two profiles, and a default session with the portal's own bot.
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

        $vault = @{
            'bitrix24-webhook'       = $webhook
            'bitrix24-bot'           = $botToken
            'bitrix24-client-secret' = $clientSecret
            'bitrix24-tokens'        = @{ AccessToken = $accessToken; RefreshToken = $refreshToken }
        }

        $ErrorActionPreference = 'Stop'
        Set-Location -LiteralPath $workFolder
        Import-Module Bitrix24.Imbot
        $PSDefaultParameterValues = @{ 'Connect-B24OAuth:AuthorizationServer' = $authorizationServer }
        Connect-B24Webhook $webhook -BotId 456 -BotToken $botToken -SaveProfile test-portal
        Connect-B24Webhook $webhook -BotId 456 -BotToken $botToken -SaveProfile nightly
        Connect-B24Webhook $webhook -BotId 456 -BotToken $botToken
    }

    function Invoke-Example {
        # Preparation stands between the common one and the example.
        param([string] $Code, [string] $Preparation)
        $env:BITRIX24_IMBOT_PROFILES = Join-Path $folder ([guid]::NewGuid().ToString('N'))
        $workFolder = (New-Item -ItemType Directory -Path (Join-Path $folder ([guid]::NewGuid().ToString('N')))).FullName
        [System.IO.File]::WriteAllText((Join-Path $workFolder 'notes.txt'), 'Something to list')
        $fresh = Invoke-PortalControl $portal POST reset @{}
        $values = @{
            workFolder = $workFolder
            webhook = ConvertTo-SecureText $fresh.webhookUri
            botToken = ConvertTo-SecureText 'my_bot_token'
            domain = $fresh.domain
            clientId = $fresh.clientId
            clientSecret = ConvertTo-SecureText $fresh.clientSecret
            accessToken = ConvertTo-SecureText $fresh.accessToken
            refreshToken = ConvertTo-SecureText $fresh.refreshToken
            authorizationServer = $fresh.authorizationServer
            redirectAddress = (New-PortalCode $portal).redirect
        }
        $shell = [powershell]::Create()
        try {
            foreach ($name in $values.Keys) {
                $shell.Runspace.SessionStateProxy.SetVariable($name, $values[$name])
            }

            # One script, as at a prompt: a host that calls twice on its own thread begins the second time without the session of its thread.
            $output = $shell.AddScript("$commonPreparation`n$Preparation`n$Code").Invoke()
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

        # The link by itself first, and not what it leads to.
        [System.IO.Directory]::Delete((Join-Path $modules 'Bitrix24.Imbot'))
        Remove-Item -LiteralPath $folder -Recurse -Force
    }
}

Describe 'Examples of the help' {
    It '<Page>: <Title>' -ForEach $examples {
        $result = Invoke-Example $Code
        $result.Errors | Should -BeNullOrEmpty

        # A warning is part of one example only, and is announced there.
        @($result.Warnings).Count | Should -Be ([int]($Title -like '*same line under a webhook'))

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

Describe 'README' {
    It 'has blocks, the ten-line bot among them' -ForEach @{ Blocks = $readme } {
        $Blocks.Count | Should -BeGreaterThan 5
        @($Blocks.Code -match 'Start-B24Bot').Count | Should -Be 1
    }

    It 'names in its sentences, and so do the pages behind it, only parameters that there are' {
        # Commands between backticks, as people copy them; dots stand for what they fill in.
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

    It 'block <Number> runs as it stands' -ForEach $readme {
        # In the project's folder; what is asked for is typed in; and the bot hears that there is a chat, and one message, and ends.
        $result = Invoke-Example $Code @"
Set-Location -LiteralPath '$(Split-Path $modulePath)'
function Read-Host { param([switch] `$AsSecureString, [string] `$Prompt) if (`$Prompt -eq 'Bot token') { `$botToken } else { `$webhook } }
`$PSDefaultParameterValues['Start-B24Bot:MaxEvents'] = 2
`$PSDefaultParameterValues['Start-B24Bot:Timeout'] = 60
`$null = Invoke-WebRequest '$($portal.controlUri)messages' -Method Post -Body '{"userId":17,"botId":456,"text":"hello"}' -ContentType application/json -UseBasicParsing
"@
        $result.Errors | Should -BeNullOrEmpty
        $result.Warnings | Should -BeNullOrEmpty
        if ($Code -match 'Start-B24Bot') {
            @(Get-PortalMessage $portal 17).text | Should -Contain 'You wrote: hello'
        }
    }
}

Describe 'What single examples promise' {
    BeforeAll {
        function Get-Example {
            param([string] $Page, [int] $Number)
            (@((Get-Help $Page -Full).examples.example) | Where-Object { $_.title -match "Example ${Number}:" }).code
        }
    }

    It 'a message with an idempotency key arrives once' {
        $code = Get-Example Send-B24BotMessage 6
        $result = Invoke-Example "$code`n$code"
        $result.Errors | Should -BeNullOrEmpty
        @($result.Output.MessageId | Select-Object -Unique).Count | Should -Be 1
        @(Get-PortalMessage $portal chat5).Count | Should -Be 1
    }

    It 'an application is connected by the redirect address, and its profile opened again' {
        $result = Invoke-Example "$(Get-Example Connect-B24OAuth 2)`nConnect-B24Profile reports`n(Get-B24ApiRevision).Rest"
        $result.Errors | Should -BeNullOrEmpty
        $result.Output[-1] | Should -BeGreaterThan 32
    }

    It 'a vault keeps the tokens of a code, and opens the session of the next day, expired as they are by then' {
        $expire = "`$null = Invoke-WebRequest '$($portal.controlUri)oauth/expire' -Method Post -Body '{}' -ContentType application/json -UseBasicParsing"
        $result = Invoke-Example "$(Get-Example Connect-B24OAuth 5)`n$expire`n$(Get-Example Connect-B24OAuth 6)`n`$vault['bitrix24-tokens'].RefreshToken.Length"
        $result.Errors | Should -BeNullOrEmpty
        @(Get-PortalRequest $portal oauth/token).status | Should -Be 200, 200
        @(Get-PortalMessage $portal).text | Should -Be 'Good morning.'
        $result.Output[-1] | Should -Be (ConvertFrom-Json @(Get-PortalRequest $portal oauth/token)[-1].answer).refresh_token.Length
    }

    It 'a bot that was registered for a task is in the profile' {
        $result = Invoke-Example "$(Get-Example Register-B24Bot 3)`n(Get-B24Profile reporter).BotId -eq (Get-B24Bot -Code reporter).BotId"
        $result.Errors | Should -BeNullOrEmpty
        $result.Output[-1] | Should -BeTrue
    }

    It 'Invoke-B24Method sends what the documentation shows' {
        $null = Invoke-Example (Get-Example Invoke-B24Method 1)
        $body = (Get-PortalRequest $portal imbot.v2.Chat.Message.send).Json
        @($body.PSObject.Properties.Name | Sort-Object) | Should -Be 'botId', 'botToken', 'dialogId', 'fields'
        $body.fields.message | Should -Be 'Enter search string'
    }

    It 'the error of a method shows id, code and advice' {
        $result = Invoke-Example (Get-Example Invoke-B24Method 5)
        "$($result.Output)" | Should -Match '^ChatNotFound, the portal says CHAT_NOT_FOUND\. \S'
    }

    It 'a session that does not work is told with False' {
        (Invoke-Example (Get-Example Test-B24Session 2)).Output | Should -Be @($false)
    }
}
