# Shared functions of the Pester files. Dot-source it in BeforeAll: . $PSScriptRoot/Common.ps1
#
# B24_TEST_MODULE    full path of Bitrix24.Imbot.psd1          default: the one of this repository
# B24_TEST_BUILD     the build that the module's loader loads, Core or Desktop   default: the edition of this PowerShell
# B24_TEST_DOTNET    full path of dotnet, which runs the emulator   default: the one on the PATH
# B24_TEST_EMULATOR  full path of Bitrix24.Imbot.Emulator.dll  default: the release build of this repository
#
# This file is ASCII, with the syntax of Windows PowerShell 5.1.

$ProgressPreference = 'SilentlyContinue'
$repository = [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../..'))

$modulePath = if ($env:B24_TEST_MODULE) { $env:B24_TEST_MODULE } else { Join-Path $repository 'Bitrix24.Imbot.psd1' }
Import-Module $modulePath -ErrorAction Stop

# Functions that skip a test. tests/SKIPS.md lists the reasons.

function Skip-WithoutPowerShell7 {
    if ($PSVersionTable.PSVersion.Major -lt 7) {
        Set-ItResult -Skipped -Because 'Needs PowerShell 7.'
    }
}

function Skip-OnWindows {
    if ($PSVersionTable.PSVersion.Major -lt 7 -or $IsWindows) {
        Set-ItResult -Skipped -Because 'Needs Unix.'
    }
}

function Skip-OnDesktopBuild {
    $build = if ($env:B24_TEST_BUILD) { $env:B24_TEST_BUILD } else { $PSVersionTable.PSEdition }
    if ($build -eq 'Desktop') {
        Set-ItResult -Skipped -Because 'The Desktop build cannot do this.'
    }
}

function Skip-WithoutUnixBuild {
    # File modes and signals: the Desktop build is for Windows, which has neither.
    Skip-OnWindows
    Skip-OnDesktopBuild
}

# The emulator

function Start-TestPortal {
    # Returns the emulator's data (webhookUri, domain, clientId, ...) with its process. A self-hosted portal by default, because sessions pace
    # their calls to a cloud portal (docs/portal/limits-and-batch.md, "Request rate"), and tests make many calls.
    param([string[]] $Argument = @('--self-hosted'))

    $process = Start-EmulatorProcess (@('--json') + $Argument)
    $line = $process.StandardOutput.ReadLine()
    if (-not $line) {
        throw 'The emulator did not start.'
    }

    $portal = ConvertFrom-Json -InputObject $line
    $portal | Add-Member -NotePropertyName Process -NotePropertyValue $process -PassThru
}

function Start-EmulatorProcess {
    # Starts the emulator, which ends with this process. The caller reads its standard output.
    param([string[]] $Argument)

    $emulator = $env:B24_TEST_EMULATOR
    if (-not $emulator) {
        $emulator = Join-Path $repository 'src/Bitrix24.Imbot.Emulator/bin/Release/net10.0/Bitrix24.Imbot.Emulator.dll'
    }

    $start = New-Object System.Diagnostics.ProcessStartInfo
    $start.FileName = if ($env:B24_TEST_DOTNET) { $env:B24_TEST_DOTNET } else { 'dotnet' }
    $start.Arguments = '"{0}" --parent-pid {1} {2}' -f $emulator, $PID, ($Argument -join ' ')
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardOutput = $true
    [System.Diagnostics.Process]::Start($start)
}

function Stop-TestPortal {
    param($Portal)

    if ($Portal -and -not $Portal.Process.HasExited) {
        $Portal.Process.Kill()
        $null = $Portal.Process.WaitForExit(10000)
    }
}

function Invoke-PortalControl {
    param($Portal, [string] $HttpMethod, [string] $Path, $Body)

    $call = @{ Uri = $Portal.controlUri + $Path; Method = $HttpMethod; UseBasicParsing = $true; Verbose = $false; Debug = $false }
    if ($null -ne $Body) {
        $call.Body = [System.Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -InputObject $Body -Depth 9 -Compress))
        $call.ContentType = 'application/json'
    }

    # The portal is on this machine, so a proxy must not be used. Windows PowerShell does not have -NoProxy, and uses no proxy for this machine.
    if ((Get-Command Invoke-WebRequest).Parameters.ContainsKey('NoProxy')) {
        $call.NoProxy = $true
    }

    # Invoke-RestMethod would convert text that looks like a date.
    $answer = Invoke-WebRequest @call
    if ($answer.RawContentStream.Length -eq 0) {
        return
    }

    $parsed = ConvertFrom-Json -InputObject ([System.Text.Encoding]::UTF8.GetString($answer.RawContentStream.ToArray()))
    foreach ($item in $parsed) {
        $item
    }
}

function Reset-TestPortal {
    # Resets messages, bots, tokens, clock, faults, and the log.
    param($Portal)
    $null = Invoke-PortalControl $Portal POST reset @{}
}

function Get-PortalRequest {
    # Returns the requests to /rest and /oauth, in order, with the parsed JSON body as Json. -WaitSeconds: the time to wait for -Count requests.
    param($Portal, [string] $Method = '*', [int] $Count, [int] $WaitSeconds)

    foreach ($request in Invoke-PortalControl $Portal GET "requests?method=$([uri]::EscapeDataString($Method))&count=$Count&waitSeconds=$WaitSeconds") {
        $json = if ($request.body.StartsWith('{')) { ConvertFrom-Json -InputObject $request.body }
        $request | Add-Member -NotePropertyName Json -NotePropertyValue $json -PassThru
    }
}

function Clear-PortalRequest {
    param($Portal)
    Invoke-PortalControl $Portal DELETE requests
}

function Get-PortalMessage {
    param($Portal, [string] $DialogId = 'chat5')
    Invoke-PortalControl $Portal GET "chats/$DialogId/messages"
}

function Get-PortalBot {
    param($Portal, [string] $Code = '*')
    Invoke-PortalControl $Portal GET bots | Where-Object { $_.code -like $Code }
}

function Add-PortalPost {
    # A person writes to the bot, or in a chat.
    param($Portal, [string[]] $Text, [string] $DialogId = '456', [int] $UserId = 17)

    foreach ($line in $Text) {
        $null = Invoke-PortalControl $Portal POST messages @{ dialogId = $DialogId; text = $line; userId = $UserId }
    }
}

function Get-WaitingPost {
    # Returns the texts of messages whose events are not confirmed yet.
    param($Portal)
    @(Invoke-PortalControl $Portal GET events/456 | Where-Object type -EQ ONIMBOTV2MESSAGEADD | ForEach-Object { $_.data.message.text })
}

function Add-PortalFault {
    # -Option: further members of a fault, such as status or location.
    param($Portal, [string] $Kind, [string] $Method, [int] $Count = 1, [hashtable] $Option = @{})

    $fault = @{ kind = $Kind; count = $Count } + $Option
    if ($Method) {
        $fault.method = $Method
    }

    Invoke-PortalControl $Portal POST faults $fault
}

function Set-PortalTokenExpired {
    param($Portal)
    Invoke-PortalControl $Portal POST oauth/expire @{}
}

function Set-PortalTokenRefusal {
    # Makes the authorization server answer every request with this error.
    param($Portal, [string] $ErrorCode)
    Invoke-PortalControl $Portal POST oauth/refuse @{ error = $ErrorCode }
}

function New-PortalCode {
    # Returns Code, the authorization code, and Redirect, the address to which a browser would be redirected.
    param($Portal)
    Invoke-PortalControl $Portal POST oauth/code @{ state = 'x' }
}

function Set-PortalState {
    param($Portal, [hashtable] $State)
    Invoke-PortalControl $Portal POST portal $State
}

function Step-PortalClock {
    param($Portal, [double] $Seconds)
    $null = Invoke-PortalControl $Portal POST clock @{ advanceSeconds = $Seconds }
}

function Wait-PortalRequest {
    # Waits up to 30 seconds for the given number of requests.
    param($Portal, [string] $Method = '*', [int] $Count = 1)

    if (@(Get-PortalRequest $Portal $Method -Count $Count -WaitSeconds 30).Count -lt $Count) {
        throw "The portal did not get $Count request(s) to $Method."
    }
}

function Wait-PortalMessage {
    # Waits up to a minute for a message that meets the condition, and returns the newest one.
    param($Portal, [string] $DialogId, [scriptblock] $Condition)

    $limit = [System.Diagnostics.Stopwatch]::StartNew()
    $messages = @()
    while ($limit.Elapsed.TotalSeconds -lt 60) {
        # Checks at the next message, and every second, because a message can also be edited.
        $messages = @(Invoke-PortalControl $Portal GET "chats/$DialogId/messages?count=$($messages.Count + 1)&waitSeconds=1")
        $found = @($messages | Where-Object $Condition)
        if ($found) { return $found[-1] }
    }

    throw "No message in $DialogId met the condition: $Condition"
}

# Sessions

function Connect-TestWebhook {
    # Connects with the portal's own bot 456. -NoRepeat: reports failures immediately, without further attempts.
    param($Portal, [switch] $NoBot, [switch] $NoRepeat, [hashtable] $Option = @{})

    $connect = @{ Uri = $Portal.webhookUri } + $Option
    if (-not $NoBot) {
        $connect.BotId = 456
        $connect.BotToken = 'my_bot_token'
    }

    if ($NoRepeat) {
        $connect += Get-NoRepeat Connect-B24Webhook
    }

    Connect-B24Webhook @connect
}

function Connect-TestOAuth {
    # Connects with the application's own bot 457.
    param($Portal, [switch] $NoBot, [switch] $NoRepeat, [hashtable] $Option = @{})

    $connect = Get-OAuthOption $Portal $Option
    if (-not $NoBot) {
        $connect.BotId = 457
    }

    if ($NoRepeat) {
        $connect += Get-NoRepeat Connect-B24OAuth
    }

    Connect-B24OAuth @connect
}

function Get-OAuthOption {
    # Returns all parameters of Connect-B24OAuth. A null in -Option removes a parameter.
    param($Portal, [hashtable] $Option = @{})

    $connect = @{
        Domain              = $Portal.domain
        ClientId            = $Portal.clientId
        ClientSecret        = $Portal.clientSecret
        AccessToken         = $Portal.accessToken
        RefreshToken        = $Portal.refreshToken
        Scope               = $Portal.scope
        AuthorizationServer = $Portal.authorizationServer
    }
    foreach ($name in $Option.Keys) {
        if ($null -eq $Option[$name]) { $connect.Remove($name) } else { $connect[$name] = $Option[$name] }
    }

    $connect
}

function Get-NoRepeat {
    param([string] $Cmdlet)
    if ((Get-Command $Cmdlet).Parameters.ContainsKey('MaximumRetryCount')) { @{ MaximumRetryCount = 0 } } else { @{} }
}

function Reset-TestSession {
    # Closes all sessions of this runspace.
    foreach ($session in @(Get-B24Session -All)) {
        Disconnect-B24Session -Session $session
    }
}

function Reset-TestConnection {
    # Resets the portal, closes all sessions, and connects with the portal's own bot 456, without repeats.
    param($Portal)
    Reset-TestPortal $Portal
    Reset-TestSession
    Connect-TestWebhook $Portal -NoRepeat
}

function New-TestProfileFolder {
    # Uses a new folder for profiles. Restore-TestProfileFolder restores the previous one.
    param([string] $Parent = [System.IO.Path]::GetTempPath())

    $folder = Join-Path $Parent ('b24-profiles-' + [guid]::NewGuid().ToString('N'))
    $env:BITRIX24_IMBOT_PROFILES = $folder
    $folder
}

# Errors, text, and other processes

function Get-Failure {
    # Returns the terminating error of a script block. A non-terminating error means a defect of the test or the cmdlet.
    param([scriptblock] $Script)

    try {
        $null = & $Script
    }
    catch {
        return $_
    }

    throw 'Nothing ended the script block.'
}

function Get-ErrorId {
    # Returns the module's part of the error ID.
    param($ErrorRecord)
    ($ErrorRecord.FullyQualifiedErrorId -split ',')[0]
}

function ConvertTo-SecureText {
    param([string] $Text)
    $secure = New-Object System.Security.SecureString
    foreach ($character in $Text.ToCharArray()) {
        $secure.AppendChar($character)
    }

    $secure
}

function ConvertTo-SortedJson {
    # Returns JSON text with sorted members and without spaces, so that two documents can be compared as text, including types.
    param([string] $Text)
    Format-SortedJson (ConvertFrom-Json -InputObject $Text)
}

function Format-SortedJson {
    param($Value)

    if ($null -eq $Value) {
        'null'
    }
    elseif ($Value -is [bool]) {
        if ($Value) { 'true' } else { 'false' }
    }
    elseif ($Value -is [string]) {
        '"' + $Value.Replace('\', '\\').Replace('"', '\"') + '"'
    }
    elseif ($Value -is [System.Collections.IList]) {
        '[' + (@(foreach ($item in $Value) { Format-SortedJson $item }) -join ',') + ']'
    }
    elseif ($Value -is [System.ValueType]) {
        ([System.IFormattable]$Value).ToString($null, [cultureinfo]::InvariantCulture)
    }
    else {
        $names = [string[]]@($Value.PSObject.Properties | ForEach-Object { $_.Name })
        [array]::Sort($names, [System.StringComparer]::Ordinal)
        '{' + (@(foreach ($name in $names) { '"' + $name + '":' + (Format-SortedJson $Value.$name) }) -join ',') + '}'
    }
}

function Get-FreePort {
    # A port on which nothing listens.
    $listener = New-Object System.Net.Sockets.TcpListener ([System.Net.IPAddress]::Loopback), 0
    $listener.Start()
    $port = $listener.LocalEndpoint.Port
    $listener.Stop()
    $port
}

function Wait-Port {
    # Waits until a port of this machine accepts connections. -Beside: the script of Start-Background that opens it.
    param([int] $Port, $Beside)
    $limit = [System.Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        $client = New-Object System.Net.Sockets.TcpClient
        try {
            $client.Connect('127.0.0.1', $Port)
            return
        }
        catch {
            if ($limit.Elapsed.TotalSeconds -gt 30 -or ($Beside -and $Beside.Running.IsCompleted)) {
                throw "Nobody listens: $($Beside.Shell.Streams.Error)"
            }

            Start-Sleep -Milliseconds 20
        }
        finally {
            $client.Dispose()
        }
    }
}

function Get-EventPost {
    # Sends a POST like the portal. -Length: the Content-Length header.
    param([string] $Body, [int] $Length = $Body.Length)
    $type = if ($Body.StartsWith('{')) { 'application/json' } else { 'application/x-www-form-urlencoded' }
    "POST /b24/ HTTP/1.1`r`nHost: bots.example.com`r`nContent-Type: $type`r`nContent-Length: $Length`r`nConnection: close`r`n`r`n$Body"
}

function Start-BackgroundPost {
    # Sends requests in sequence to a port of this machine, in parallel with this pipeline, when the port has a listener.
    # Complete-BackgroundPost returns the status codes of the answers.
    param([int] $Port, [string[]] $Request)

    $shell = [powershell]::Create()
    $null = $shell.AddScript({
            param($Port, $Request)
            $limit = [System.Diagnostics.Stopwatch]::StartNew()
            foreach ($text in $Request) {
                while ($true) {
                    $client = New-Object System.Net.Sockets.TcpClient
                    try {
                        $client.Connect('127.0.0.1', $Port)
                        break
                    }
                    catch {
                        $client.Dispose()
                        if ($limit.Elapsed.TotalSeconds -gt 30) { throw 'Nobody listens.' }
                        [System.Threading.Thread]::Sleep(20)
                    }
                }

                $bytes = [System.Text.Encoding]::ASCII.GetBytes($text)
                $client.GetStream().Write($bytes, 0, $bytes.Length)
                $reader = New-Object System.IO.StreamReader $client.GetStream()
                "$($reader.ReadLine())".Split(' ')[1]
                $client.Dispose()
            }
        }).AddArgument($Port).AddArgument($Request)
    [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke() }
}

function Complete-BackgroundPost {
    param($Beside)
    try { $Beside.Shell.EndInvoke($Beside.Running) } finally { $Beside.Shell.Dispose() }
}

function Stop-Bot {
    # Stops a bot in a PowerShell instance of this process. $Bot has Shell, and Running, the result of BeginInvoke.
    param($Bot)
    $null = $Bot.Shell.BeginStop($null, $null)
    $null = $Bot.Running.AsyncWaitHandle.WaitOne(20000)
    $Bot.Shell.Dispose()
}

function New-PowerShellStart {
    # Returns what starts this PowerShell in a new process. -Environment: further variables.
    param([string] $Argument, [hashtable] $Environment = @{})

    $start = New-Object System.Diagnostics.ProcessStartInfo
    $start.FileName = (Get-Process -Id $PID).Path

    # As a .NET tool, PowerShell is a library that dotnet runs.
    $library = if ([System.IO.Path]::GetFileNameWithoutExtension($start.FileName) -eq 'dotnet') { '"{0}" ' -f (Join-Path $PSHOME 'pwsh.dll') }
    $start.Arguments = "$library-NoProfile -NonInteractive $Argument"
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    foreach ($name in $Environment.Keys) {
        $start.EnvironmentVariables[$name] = $Environment[$name]
    }

    $start
}

function Start-ChildPowerShell {
    # Starts a script file in a new PowerShell process, which can be killed. -Environment: further variables.
    param([string] $File, [string] $Argument, [hashtable] $Environment = @{})
    [System.Diagnostics.Process]::Start((New-PowerShellStart "-File ""$File"" $Argument" $Environment))
}

function Invoke-ChildPowerShell {
    # Runs this PowerShell in a new process without keyboard input. Returns ExitCode, Output, and ErrorText.
    # -Command: a script as text. -File: a script file, with -Argument. -Environment: further variables.
    param([string] $Command, [string] $File, [string[]] $Argument = @(), [hashtable] $Environment = @{}, [int] $TimeoutSec = 90)

    $arguments = if ($File) {
        '-File "{0}" {1}' -f $File, ($Argument -join ' ')
    }
    else {
        $whole = "`$ProgressPreference = 'SilentlyContinue'; Import-Module '$modulePath'; $Command"
        '-OutputFormat Text -EncodedCommand ' + [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($whole))
    }

    $start = New-PowerShellStart $arguments $Environment
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.EnvironmentVariables['NO_COLOR'] = '1'
    $process = [System.Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    $output = $process.StandardOutput.ReadToEndAsync()
    $errors = $process.StandardError.ReadToEndAsync()
    if (-not $process.WaitForExit($TimeoutSec * 1000)) {
        $process.Kill()
        throw "The other PowerShell did not end within $TimeoutSec s: $Command$File"
    }

    [pscustomobject]@{ ExitCode = $process.ExitCode; Output = $output.Result.Trim(); ErrorText = $errors.Result.Trim() }
}
