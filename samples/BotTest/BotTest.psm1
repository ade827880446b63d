# Commands for testing bots: start an emulated portal and a bot, and then write messages, press buttons, and read answers like a person.
#
# Copy this file to the folder of your tests. For instructions, see docs/testing-bots.md. ASCII only, and Windows PowerShell 5.1 syntax.

$ErrorActionPreference = 'Stop'
$script:portal = $null

function Find-TestEmulator {
    # Finds the emulator: $env:B24_EMULATOR, the tool b24-emulator, or the build of this repository.
    if ($env:B24_EMULATOR) { return $env:B24_EMULATOR }
    $tool = Get-Command b24-emulator -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($tool) { return $tool.Path }
    $build = Join-Path $PSScriptRoot '../../src/Bitrix24.Imbot.Emulator/bin/Release/net10.0/Bitrix24.Imbot.Emulator.dll'
    if (Test-Path -LiteralPath $build) { return (Resolve-Path -LiteralPath $build).Path }
    throw 'The emulator was not found. Install it with dotnet tool install, or set $env:B24_EMULATOR to its path.'
}

function Invoke-TestPortal {
    # Calls the control interface of the emulated portal (docs/emulator.md, "Act as a person from a script").
    param([string] $Path, $Body)
    $call = @{ Uri = $script:portal.controlUri + $Path; UseBasicParsing = $true; Verbose = $false }
    if ($null -ne $Body) {
        $call += @{ Method = 'Post'; ContentType = 'application/json'; Body = [System.Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $Body -Depth 9)) }
    }
    if ($PSVersionTable.PSVersion.Major -ge 7) { $call.NoProxy = $true }
    $content = (Invoke-WebRequest @call).RawContentStream.ToArray()
    if ($content.Length) { ConvertFrom-Json -InputObject ([System.Text.Encoding]::UTF8.GetString($content)) | ForEach-Object { $_ } }
}

function Wait-Test {
    # Waits until the block returns a value, and returns it.
    param([scriptblock] $Condition, [double] $Seconds, [scriptblock] $Complaint)
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        $found = @(& $Condition)
        if ($found.Count) { return $found[0] }
        if ($watch.Elapsed.TotalSeconds -gt $Seconds) { throw (& $Complaint) }
        Start-Sleep -Milliseconds 15
    }
}

function Start-TestBot {
    <#
    .SYNOPSIS
    Starts an emulated portal and a bot in this process, and returns when the bot is listening.
    .PARAMETER Bot
    The script block that starts the bot. A session and a profile with the name test exist already. Functions in the block replace real commands.
    .PARAMETER ArgumentList
    The arguments of the script block.
    #>
    param([Parameter(Mandatory)] [scriptblock] $Bot, [object[]] $ArgumentList = @())

    $emulator = Find-TestEmulator
    $start = New-Object System.Diagnostics.ProcessStartInfo
    $isDll = $emulator -like '*.dll'
    $start.FileName = if ($isDll) { 'dotnet' } else { $emulator }
    $start.Arguments = '{0} --json --self-hosted --parent-pid {1}' -f $(if ($isDll) { "`"$emulator`"" }), $PID
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $script:portal = ConvertFrom-Json -InputObject $process.StandardOutput.ReadLine()

    $folder = Join-Path ([System.IO.Path]::GetTempPath()) "bot-test-$([guid]::NewGuid().ToString('N'))"
    $test = [pscustomobject]@{
        Process = $process; Folder = $folder; Shell = [powershell]::Create(); Running = $null
        State = $env:BITRIX24_IMBOT_STATE; Profiles = $env:BITRIX24_IMBOT_PROFILES
    }
    $env:BITRIX24_IMBOT_STATE = Join-Path $folder state
    $env:BITRIX24_IMBOT_PROFILES = Join-Path $folder profiles
    $null = $test.Shell.AddScript({
            param($Uri, $Bot, $ArgumentList)
            Import-Module Bitrix24.Imbot
            Connect-B24Webhook $Uri -BotId 456 -BotToken my_bot_token -SaveProfile test
            . ([scriptblock]::Create($Bot)) @ArgumentList
        }).AddArgument($script:portal.webhookUri).AddArgument("$Bot").AddArgument($ArgumentList)
    $test.Running = $test.Shell.BeginInvoke()
    $null = Wait-Test -Seconds 60 -Condition {
        if ($test.Running.IsCompleted) {
            try { $test.Shell.EndInvoke($test.Running) } catch { throw "The bot ended: $($_.Exception.InnerException.Message)" }
            throw "The bot ended: $($test.Shell.Streams.Error)"
        }
        Invoke-TestPortal requests | Where-Object method -EQ imbot.v2.Event.get
    } -Complaint { 'The bot is not listening.' }
    $script:last = @{}
    $script:people = @(Invoke-TestPortal users | Where-Object isBot -EQ $false)
    $test
}

function Stop-TestBot {
    <#
    .SYNOPSIS
    Stops the bot and the portal.
    #>
    param([Parameter(Mandatory)] $Test)
    $null = $Test.Shell.BeginStop($null, $null)
    $null = $Test.Running.AsyncWaitHandle.WaitOne(20000)
    $Test.Shell.Dispose()
    if (-not $Test.Process.HasExited) { $Test.Process.Kill(); $null = $Test.Process.WaitForExit(10000) }
    $env:BITRIX24_IMBOT_STATE = $Test.State
    $env:BITRIX24_IMBOT_PROFILES = $Test.Profiles
    Remove-Item -LiteralPath $Test.Folder -Recurse -Force -ErrorAction SilentlyContinue
}

function Get-TestUserId {
    # Finds a user of the portal by ID or first name.
    param([string] $Person)
    $found = $script:people | Where-Object { "$($_.id)" -eq $Person -or ($_.name -split ' ')[0] -eq $Person } | Select-Object -First 1
    if (-not $found) { throw "The portal has no one called '$Person'. There are: $($script:people.name -join ', ')." }
    $found.id
}

function Get-TestMessage {
    # Gets the messages of the bot since the person's last message or button press.
    param([long] $UserId, [string] $DialogId)
    $path = if ($DialogId) { "chats/$DialogId/messages" } else { "chats/$UserId/messages?botId=456" }
    $last = [long] $script:last["$UserId|$DialogId"]
    Invoke-TestPortal $path | Where-Object { $_.authorId -eq 456 -and $_.id -gt $last }
}

function Show-TestMessage {
    # Removes the invisible characters that escape BB codes.
    param($Message)
    "$($Message.text)".Replace([string] [char] 0x200B, '')
}

function Send-TestMessage {
    <#
    .SYNOPSIS
    Sends a message as a person, to the bot or to a group chat.
    #>
    param([Parameter(Mandatory)] [string] $Person, [Parameter(Mandatory)] [string] $Text, [string] $DialogId)
    $userId = Get-TestUserId $Person
    $sent = Invoke-TestPortal messages @{ userId = $userId; dialogId = $(if ($DialogId) { $DialogId } else { '456' }); text = $Text }
    $script:last["$userId|$DialogId"] = [long] $sent.id
}

function Push-TestButton {
    <#
    .SYNOPSIS
    Presses a button as a person. Waits until a message of the bot has the button.
    #>
    param([Parameter(Mandatory)] [string] $Person, [Parameter(Mandatory)] [string] $Button, [string] $DialogId, [double] $Seconds = 10)
    $userId = Get-TestUserId $Person
    $message = Wait-Test -Seconds $Seconds -Condition {
        Get-TestMessage $userId $DialogId | Where-Object { @($_.params.KEYBOARD | ForEach-Object TEXT) -contains $Button } | Select-Object -Last 1
    } -Complaint { "The bot shows no button '$Button'. It said: $((Get-TestMessage $userId $DialogId | ForEach-Object { Show-TestMessage $_ }) -join ' | ')" }
    $script:last["$userId|$DialogId"] = [long] $message.id
    $null = Invoke-TestPortal "messages/$($message.id)/press" @{ userId = $userId; text = $Button }
}

function Read-TestAnswer {
    <#
    .SYNOPSIS
    Reads an answer of the bot as a person. Waits for a message that matches the pattern, and returns its text.
    #>
    param([Parameter(Mandatory)] [string] $Person, [string] $Like = '*', [string] $DialogId, [double] $Seconds = 10)
    $userId = Get-TestUserId $Person
    Show-TestMessage (Wait-Test -Seconds $Seconds -Condition {
            Get-TestMessage $userId $DialogId | Where-Object { (Show-TestMessage $_) -like $Like }
        } -Complaint { "The bot did not say '$Like'. It said: $((Get-TestMessage $userId $DialogId | ForEach-Object { Show-TestMessage $_ }) -join ' | ')" })
}

Export-ModuleMember -Function Start-TestBot, Stop-TestBot, Send-TestMessage, Push-TestButton, Read-TestAnswer, Invoke-TestPortal
