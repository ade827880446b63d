<#
.SYNOPSIS
Imports the module in this fresh PowerShell, again, and once more after removal, and prints what it found as JSON.
#>
param(
    [Parameter(Mandatory = $true)]
    [string] $Manifest
)

$ErrorActionPreference = 'Stop'

function Get-ExportedName {
    Get-Command -Module Bitrix24.Imbot | ForEach-Object { $_.Name } | Sort-Object
}

$found = [ordered] @{}
$warnings = @()
$tested = Test-ModuleManifest -Path $Manifest -WarningVariable warnings -WarningAction SilentlyContinue
$found.ManifestName = $tested.Name
$found.ManifestWarnings = @($warnings | ForEach-Object { "$_" })

$warnings = @()
Import-Module -Name $Manifest -WarningVariable warnings -WarningAction SilentlyContinue
$found.ImportWarnings = @($warnings | ForEach-Object { "$_" })
$found.Version = (Get-Module -Name Bitrix24.Imbot | Where-Object { $_.ModuleType -ne 'Binary' }).Version.ToString()
$found.Exported = @(Get-ExportedName)

Import-Module -Name $Manifest -Force
Import-Module -Name $Manifest -Force
$found.AfterForce = @(Get-ExportedName)
$found.RunsAfterForce = @(Get-B24Session).Count -eq 0

Remove-Module -Name Bitrix24.Imbot
$found.AfterRemove = @(Get-ExportedName)
$found.LoadedAfterRemove = @(Get-Module -Name 'Bitrix24*' | ForEach-Object { $_.Name })

Import-Module -Name $Manifest
$found.AfterReturn = @(Get-ExportedName)
$found.RunsAfterReturn = @(Get-B24Session).Count -eq 0

ConvertTo-Json -InputObject $found
