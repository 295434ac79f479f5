// What Shadertoy hands to the only pass of a program without inputs.
vec3 iResolution = vec3(PP_FRAME.canvas.xy, 1.0);
float iTime = PP_FRAME.canvas.z;
float iGlobalTime = PP_FRAME.canvas.z;
float iTimeDelta = PP_FRAME.canvas.w;
float iFrameRate = PP_FRAME.window_x.w;
int iFrame = PP_FRAME.frame.x;
vec4 iMouse = PP_FRAME.pointer;
vec4 iDate = PP_FRAME.date;
float iSampleRate = 44100.0;
float iChannelTime[4] = float[4](iTime, iTime, iTime, iTime);
vec3 iChannelResolution[4] = {};
