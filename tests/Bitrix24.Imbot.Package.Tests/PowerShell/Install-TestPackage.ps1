<#
.SYNOPSIS
Packs the module as it is built and installs the package from a folder, as a user would. Prints the path of the installed manifest.
#>
param(
    [Parameter(Mandatory = $true)]
    [string] $BuildScript,

    # An empty folder.
    [Parameter(Mandatory = $true)]
    [string] $Folder
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$feed = Join-Path $Folder 'feed'
$modules = Join-Path $Folder 'modules'
$null = New-Item -ItemType Directory -Path $feed, $modules
$null = & $BuildScript -Task Package -NoBuild -OutputFolder $feed 6>&1

Import-Module -Name Microsoft.PowerShell.PSResourceGet
$repository = 'b24-test-' + [guid]::NewGuid().ToString('N')
Register-PSResourceRepository -Name $repository -Uri $feed -Trusted
try {
    Save-PSResource -Name Bitrix24.Imbot -Repository $repository -Path $modules -TrustRepository
}
finally {
    Unregister-PSResourceRepository -Name $repository
}

(Get-ChildItem -LiteralPath $modules -Recurse -Filter Bitrix24.Imbot.psd1).FullName
