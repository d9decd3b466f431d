@echo off
rem Pull what was merged, build, switch. On an error the site stays as it is and the exit code is not 0.
cd /d "%~dp0.."
git pull --quiet --ff-only || exit /b 1
.venv\Scripts\jixiao.exe build --history
