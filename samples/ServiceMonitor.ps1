<#
.SYNOPSIS
    Reports once that a service doesn't respond, and edits the message when the service responds again.
.DESCRIPTION
    Once, as the account that runs the monitor:
        Connect-B24Webhook -Uri (Read-Host -AsSecureString 'Webhook') -BotId 456 -BotToken (Read-Host -AsSecureString 'Bot token') -SaveProfile monitor
    Then, every minute, by Task Scheduler, cron or a systemd timer:
        pwsh -NoProfile -NonInteractive -File ServiceMonitor.ps1 -Name monitor -DialogId chat5 -Service intranet.example.com:443, mail.example.com:25
    A service is a host and a port that must accept a connection.
#>
[CmdletBinding()]
param(
    [string] $Name = 'monitor',
    [string] $DialogId = 'chat5',

    [Parameter(Mandatory = $true)]
    [string[]] $Service,

    # The file that stores which services are down, since when, and the ID of the message about it.
    [string] $StatePath = (Join-Path ([Environment]::GetFolderPath('UserProfile')) 'service-monitor.json'),

    [int] $TimeoutMilliseconds = 3000
)

$ErrorActionPreference = 'Stop'
Import-Module Bitrix24.Imbot

function Test-Service {
    param([string] $Address)
    $hostName, $port = $Address -split ':'
    $client = New-Object System.Net.Sockets.TcpClient
    try {
        $connect = $client.ConnectAsync($hostName, [int]$port)
        $connect.Wait($TimeoutMilliseconds) -and $client.Connected
    } catch {
        # A failed connection means that the service is down. It isn't an error of the monitor.
        $false
    } finally {
        $client.Dispose()
    }
}

function Save-State {
    param([hashtable] $Down)
    Set-Content -LiteralPath "$StatePath.new" -Value (ConvertTo-Json $Down) -Encoding UTF8
    Move-Item -LiteralPath "$StatePath.new" -Destination $StatePath -Force
}

$down = @{}
if (Test-Path -LiteralPath $StatePath) {
    $saved = Get-Content -LiteralPath $StatePath -Raw -Encoding UTF8 | ConvertFrom-Json
    foreach ($property in $saved.PSObject.Properties) { $down[$property.Name] = $property.Value }
}

try {
    Connect-B24Profile -Name $Name
    foreach ($address in $Service) {
        $now = [DateTimeOffset]::UtcNow.ToString('u')
        $isUp = Test-Service $address
        if (-not $isUp -and -not $down.ContainsKey($address)) {
            # Saved before the message is sent. If the run ends in between, the next run sends the message with the same key, so it arrives once.
            $down[$address] = [pscustomobject]@{ Since = $now; MessageId = 0 }
            Save-State $down
        }

        $trouble = $down[$address]
        if ($trouble -and -not $trouble.MessageId) {
            $text = "[b]$address doesn't respond[/b] since $($trouble.Since)."
            $trouble.MessageId = (Send-B24BotMessage -DialogId $DialogId -Message $text -IdempotencyKey "$address $($trouble.Since)").MessageId
            Save-State $down
        }

        if ($isUp -and $trouble) {
            Set-B24BotMessage -MessageId $trouble.MessageId -Message "$address responds again since $now. It was down since $($trouble.Since)."
            $down.Remove($address)
            Save-State $down
        }

        "$address $(if ($isUp) { 'up' } else { 'down' })"
    }
} catch {
    [Console]::Error.WriteLine("$($_.FullyQualifiedErrorId.Split(',')[0]): $($_.Exception.Message) $($_.ErrorDetails.RecommendedAction)")
    exit 1
}
