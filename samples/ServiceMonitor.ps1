<#
.SYNOPSIS
    Reports a service that does not answer once, and edits that message when the service is back.
.DESCRIPTION
    Once, as the account that runs the monitor:
        Connect-B24Webhook -Uri (Read-Host -AsSecureString 'Webhook') -BotId 456 -BotToken (Read-Host -AsSecureString 'Bot token') -SaveProfile monitor
    Then, every minute, by Task Scheduler, cron or a systemd timer:
        pwsh -NoProfile -NonInteractive -File ServiceMonitor.ps1 -Name monitor -DialogId chat5 -Service intranet.example.com:443, mail.example.com:25
    A service is a host and a port to which a connection must succeed.
#>
[CmdletBinding()]
param(
    [string] $Name = 'monitor',
    [string] $DialogId = 'chat5',

    [Parameter(Mandatory = $true)]
    [string[]] $Service,

    # Remembers from one run to the next which service is down, since when, and which message says so.
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
        # Refused, unknown or unreachable: down is the answer, and no error of the monitor.
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
            # Remembered before it is said: a run that dies in between says it with the same key, and so once.
            $down[$address] = [pscustomobject]@{ Since = $now; MessageId = 0 }
            Save-State $down
        }

        $trouble = $down[$address]
        if ($trouble -and -not $trouble.MessageId) {
            $text = "[b]$address does not answer[/b] since $($trouble.Since)."
            $trouble.MessageId = (Send-B24BotMessage -DialogId $DialogId -Message $text -IdempotencyKey "$address $($trouble.Since)").MessageId
            Save-State $down
        }

        if ($isUp -and $trouble) {
            Set-B24BotMessage -MessageId $trouble.MessageId -Message "$address is back since $now; it did not answer from $($trouble.Since)."
            $down.Remove($address)
            Save-State $down
        }

        "$address $(if ($isUp) { 'up' } else { 'down' })"
    }
} catch {
    [Console]::Error.WriteLine("$($_.FullyQualifiedErrorId.Split(',')[0]): $($_.Exception.Message) $($_.ErrorDetails.RecommendedAction)")
    exit 1
}
