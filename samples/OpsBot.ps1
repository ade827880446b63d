<#
.SYNOPSIS
    Five functions for administrators as commands in a chat: /get-diskspace, /restart-app, /get-applog, /get-loggedonuser, /get-inventory.
.DESCRIPTION
    Once, as the account that runs the bot:
        Connect-B24Webhook -Uri (Read-Host -AsSecureString 'Webhook') -BotId 456 -BotToken (Read-Host -AsSecureString 'Bot token') -SaveProfile ops
    Then, until Ctrl+C:
        pwsh -NoProfile -File OpsBot.ps1 -Name ops -Allow 17,department:7 -LogFolder /var/log/apps
    The functions don't depend on chats, and also work at a prompt.
#>
[CmdletBinding()]
param(
    [string] $Name = 'ops',

    # The people who may use the commands: user IDs, department:7, chat:chat5, and so on, separated by commas.
    [Parameter(Mandatory)] [string[]] $Allow,

    # The folder with a subfolder for each application. /get-applog reads app.log in it.
    [string] $LogFolder = (Get-Location).Path,

    # Ends after this number of events, for a trial.
    [long] $MaxEvents = [long]::MaxValue
)

$ErrorActionPreference = 'Stop'
Import-Module Bitrix24.Imbot

function Get-DiskSpace {
    <# .SYNOPSIS Shows how full the drives are. #>
    param([ValidateRange(0, 100)] [int] $AbovePercent = 0)
    [System.IO.DriveInfo]::GetDrives() | Where-Object { $_.IsReady -and $_.TotalSize } | ForEach-Object {
        $used = [math]::Round(100 - 100 * $_.AvailableFreeSpace / $_.TotalSize)
        if ($used -ge $AbovePercent) { [pscustomobject]@{ Drive = $_.Name; 'Free GB' = [math]::Round($_.AvailableFreeSpace / 1gb, 1); 'Used %' = $used } }
    }
}

function Restart-App {
    <# .SYNOPSIS Restarts the service of an application. #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param([Parameter(Mandatory, HelpMessage = 'Which service?')] [ValidatePattern('^[\w.-]+$')] [string] $Service)
    if ($PSCmdlet.ShouldProcess($Service, 'Restart')) {
        if ($env:OS -eq 'Windows_NT') { Restart-Service -Name $Service } else { systemctl restart $Service; if ($LASTEXITCODE) { throw "The service $Service did not restart." } }
        "$Service was restarted."
    }
}

function Get-AppLog {
    <# .SYNOPSIS Shows the end of an application's log. #>
    param([Parameter(Mandatory, HelpMessage = 'Which application?')] [ValidatePattern('^[\w-]+$')] [string] $App, [ValidateRange(1, 10000)] [int] $Lines = 200)
    Get-Content -LiteralPath (Join-Path $LogFolder "$App/app.log") -Tail $Lines -Encoding UTF8
}

function Get-LoggedOnUser {
    <# .SYNOPSIS Shows who is logged on to this computer. #>
    if ($env:OS -eq 'Windows_NT') { quser } else { who }
}

function Get-Inventory {
    <# .SYNOPSIS Shows information about this computer. #>
    param([switch] $Detailed)
    $steps = 'system', 'memory', 'modules'
    $found = [ordered]@{}
    foreach ($step in $steps) {
        Write-Progress -Activity 'Inventory' -Status $step -PercentComplete (100 * $steps.IndexOf($step) / $steps.Count)
        $found[$step] = switch ($step) {
            'system' { [System.Runtime.InteropServices.RuntimeInformation]::OSDescription }
            'memory' { "$([math]::Round((Get-Process -Id $PID).WorkingSet64 / 1mb)) MB used by the bot" }
            'modules' { if ($Detailed) { (Get-Module -ListAvailable).Name -join ', ' } else { @(Get-Module -ListAvailable).Count } }
        }
    }
    Write-Progress -Activity 'Inventory' -Completed
    [pscustomobject] $found
}

Connect-B24Profile $Name
Start-B24Bot -Function Get-DiskSpace, Restart-App, Get-AppLog, Get-LoggedOnUser, Get-Inventory -Variable LogFolder -Allow ($Allow -split ',') -MaxEvents $MaxEvents
